use std::collections::BTreeMap;

use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = 1..=9)]
    sizes: BTreeMap<String, u32>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
