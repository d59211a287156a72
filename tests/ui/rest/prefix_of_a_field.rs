use std::collections::BTreeMap;

use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(name = "rl.gamma", alias = "RL.g")]
    gamma: f64,
    #[sm(rest, prefix = "rl.")]
    agent: BTreeMap<String, f64>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
