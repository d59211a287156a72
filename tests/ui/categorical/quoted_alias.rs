use smenv::{HyperparameterValue, SmCategorical};

#[derive(SmCategorical)]
enum Optimizer {
    #[sm(alias = "\"a\"")]
    Adam,
    Sgd,
}

fn main() {
    let _ = Optimizer::from_text("adam");
}
