use smenv::{HyperparameterValue, SmCategorical};

#[derive(SmCategorical)]
enum Optimizer {
    Adam,
    #[sm(name = "adam")]
    Sgd,
}

fn main() {
    let _ = Optimizer::from_text("adam");
}
