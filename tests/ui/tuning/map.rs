use std::collections::BTreeMap;

use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(tunable)]
    sizes: BTreeMap<String, u32>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
