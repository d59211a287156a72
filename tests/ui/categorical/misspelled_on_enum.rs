use smenv::{HyperparameterValue, SmCategorical};

#[derive(SmCategorical)]
#[sm(rename_al = "lowercase")]
enum Optimizer {
    Adam,
    Sgd,
}

fn main() {
    let _ = Optimizer::from_text("adam");
}
