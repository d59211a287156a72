use std::collections::BTreeMap;

use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(rest, json, from_str)]
    others: BTreeMap<String, f64>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
