use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    name: &'static str,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
