use std::collections::BTreeMap;

use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(delimiter = ";")]
    weights: BTreeMap<String, f64>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
