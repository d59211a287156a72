use std::collections::BTreeMap;

use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Agent {
    gamma: f64,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(flatten, prefix = "rl.")]
    agent: Agent,
    #[sm(rest, prefix = "rl.")]
    others: BTreeMap<String, f64>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
