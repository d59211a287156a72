use smenv::{SmCategorical, SmHyperparameters};

#[derive(SmCategorical)]
enum Optimizer {
    Adam,
    Sgd,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(tunable, scale = "linear")]
    optimizer: Optimizer,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
