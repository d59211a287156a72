use std::collections::BTreeMap;

use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(rest, delimiter = ";")]
    others: BTreeMap<String, Vec<u32>>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
