use smenv::{HyperparameterValue, SmCategorical};

#[derive(SmCategorical)]
union Optimizer {
    adam: u32,
    sgd: u32,
}

fn main() {
    let _ = Optimizer::from_text("adam");
}
