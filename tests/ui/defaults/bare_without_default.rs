use smenv::{SmCategorical, SmHyperparameters};

#[derive(SmCategorical)]
enum Optimizer {
    Adam,
    Sgd,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default)]
    optimizer: Optimizer,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
