use smenv::{HyperparameterValue, SmCategorical};

#[derive(SmCategorical)]
#[sm(allow_unknown)]
enum Optimizer {
    Adam,
    Sgd,
}

fn main() {
    let _ = Optimizer::from_text("adam");
}
