use std::collections::BTreeMap;

use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(rest, prefix = "")]
    others: BTreeMap<String, String>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
