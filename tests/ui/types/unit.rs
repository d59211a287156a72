use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    nothing: (),
}

fn main() {
    let _ = Hyperparameters::from_env();
}
