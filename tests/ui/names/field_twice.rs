use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    epochs: u32,
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
