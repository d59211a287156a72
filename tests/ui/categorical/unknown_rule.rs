use smenv::{HyperparameterValue, SmCategorical};

#[derive(SmCategorical)]
#[sm(rename_all = "lower")]
enum Optimizer {
    Adam,
    Sgd,
}

fn main() {
    let _ = Optimizer::from_text("adam");
}
