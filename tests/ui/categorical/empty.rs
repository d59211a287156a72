use smenv::{HyperparameterValue, SmCategorical};

#[derive(SmCategorical)]
enum Optimizer {}

fn main() {
    let _ = Optimizer::from_text("adam");
}
