use smenv::{HyperparameterValue, SmCategorical};

#[derive(SmCategorical)]
enum Optimizer {
    Adam(f64),
    Sgd(f64),
}

fn main() {
    let _ = Optimizer::from_text("adam");
}
