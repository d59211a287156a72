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
    #[sm(rest)]
    others: BTreeMap<String, String>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
