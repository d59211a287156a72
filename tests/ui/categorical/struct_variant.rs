use smenv::{HyperparameterValue, SmCategorical};

#[derive(SmCategorical)]
enum Optimizer {
    Adam { beta: f64 },
    Sgd,
}

fn main() {
    let _ = Optimizer::from_text("adam");
}
