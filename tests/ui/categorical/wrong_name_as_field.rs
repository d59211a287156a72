use smenv::{SmCategorical, SmHyperparameters};

#[derive(Debug, PartialEq, SmCategorical)]
enum Optimizer {
    #[sm(nmae = "adam")]
    Adam,
    Sgd,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = Optimizer::Sgd, tunable)]
    optimizer: Optimizer,
}

fn main() {
    let _ = Hyperparameters::from_env().map(|hp| (hp.optimizer.as_str(), Optimizer::CHOICES));
}
