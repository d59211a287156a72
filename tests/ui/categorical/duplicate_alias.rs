use smenv::{HyperparameterValue, SmCategorical};

#[derive(SmCategorical)]
enum Optimizer {
    Adam,
    #[sm(alias = "adam")]
    Sgd,
}

fn main() {
    let _ = Optimizer::from_text("adam");
}
