use smenv::{HyperparameterValue, SmCategorical};

#[derive(SmCategorical)]
struct Optimizer {
    adam: bool,
}

fn main() {
    let _ = Optimizer::from_text("adam");
}
