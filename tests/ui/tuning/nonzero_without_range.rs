use std::num::NonZero;

use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(tunable)]
    epochs: NonZero<u32>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
