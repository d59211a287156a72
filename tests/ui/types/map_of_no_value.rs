use std::collections::BTreeMap;

use smenv::SmHyperparameters;

struct Colour;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    colours: BTreeMap<String, Colour>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
