use std::num::NonZero;

use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = 9..=1)]
    epochs: NonZero<u32>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
