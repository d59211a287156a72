use smenv::{SmCategorical, SmHyperparameters};

#[derive(Debug, PartialEq, SmCategorical)]
enum Optimizer {
    Adam(f64),
    Sgd,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = Optimizer::Sgd)]
    optimizer: Optimizer,
}

fn main() {
    let _ = Hyperparameters::from_env().map(|hp| (hp.optimizer.as_str(), Optimizer::CHOICES));
}
