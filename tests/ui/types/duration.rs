use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    patience: std::time::Duration,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
