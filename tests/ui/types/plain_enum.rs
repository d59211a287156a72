use smenv::SmHyperparameters;

enum Optimizer {
    Adam,
    Sgd,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    optimizer: Optimizer,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
