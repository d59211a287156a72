use std::collections::HashMap;

use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = Vec<u8>::new())]
    one: Vec<u8>,
    #[sm(default = Some(Vec<u8>::new()))]
    some: Option<Vec<u8>>,
    #[sm(default = HashMap<String, u32>::new(), secret)]
    two: HashMap<String, u32>,
}

fn main() {
    let _ = Hyperparameters::from_env();
    let _ = Hyperparameters::names().one;
}
