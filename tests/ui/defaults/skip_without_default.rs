use smenv::SmHyperparameters;

enum Optimizer {
    Adam,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(skip)]
    optimizer: Optimizer,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
