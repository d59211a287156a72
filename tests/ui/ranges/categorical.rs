use smenv::{SmCategorical, SmHyperparameters};

#[derive(PartialEq, PartialOrd, SmCategorical)]
enum Optimizer {
    Adam,
    Sgd,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = Optimizer::Adam..=Optimizer::Sgd)]
    optimizer: Optimizer,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
