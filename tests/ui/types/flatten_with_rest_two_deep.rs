use std::collections::BTreeMap;

use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Middle {
    #[sm(flatten)]
    inner: Inner,
}

#[derive(SmHyperparameters)]
struct Inner {
    #[sm(rest)]
    others: BTreeMap<String, String>,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(flatten)]
    middle: Middle,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
