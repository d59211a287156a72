use std::collections::BTreeMap;

use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Augment {
    #[sm(rest)]
    others: BTreeMap<String, String>,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(flatten)]
    augment: Augment,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
