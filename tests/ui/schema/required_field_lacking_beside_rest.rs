use std::collections::BTreeMap;

use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(schema = "tests/ui/schema/launcher.json")]
struct Hyperparameters {
    batch_size: u32,
    #[sm(rest)]
    others: BTreeMap<String, String>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
