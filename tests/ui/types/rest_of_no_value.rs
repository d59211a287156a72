use std::collections::BTreeMap;

use smenv::SmHyperparameters;

struct Colour;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(rest)]
    others: BTreeMap<String, Colour>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
