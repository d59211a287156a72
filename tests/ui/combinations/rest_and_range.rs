use std::collections::BTreeMap;

use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(rest, range = 1..=3)]
    others: BTreeMap<String, String>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
