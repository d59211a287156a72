use std::collections::BTreeMap;

use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(rest, prefix = "--rl.")]
    dashes: BTreeMap<String, String>,
    #[sm(rest, prefix = "a=b")]
    equals_sign: BTreeMap<String, String>,
    #[sm(rest, prefix = " x")]
    white_space: BTreeMap<String, String>,
    #[sm(rest, prefix = "\n")]
    line_break: BTreeMap<String, String>,
    #[sm(rest, prefix = "-")]
    dash: BTreeMap<String, String>,
    #[sm(rest, prefix = 3)]
    number: BTreeMap<String, String>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
