use std::collections::BTreeMap;

use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(rest)]
    others: BTreeMap<String, String>,
}

fn main() {
    let _ = Hyperparameters::names().others;
}
