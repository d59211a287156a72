use smenv::{HyperparameterValue, SmCategorical};

#[derive(SmCategorical)]
enum Optimizer {
    #[sm()]
    Adam,
    Sgd,
}

fn main() {
    let _ = Optimizer::from_text("adam");
}
