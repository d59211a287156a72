use smenv::{HyperparameterValue, SmCategorical};

#[derive(SmCategorical)]
enum Optimizer {
    #[sm(nam = "adam")]
    Adam,
    Sgd,
}

fn main() {
    let _ = Optimizer::from_text("adam");
}
