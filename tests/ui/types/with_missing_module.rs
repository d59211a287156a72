use std::time::Duration;

use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(with = seconds)]
    patience: Duration,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
