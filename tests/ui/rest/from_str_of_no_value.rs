use std::collections::BTreeMap;

use smenv::SmHyperparameters;

struct Plain;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(rest, from_str)]
    others: BTreeMap<String, Plain>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
