use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
enum Hyperparameters {
    Adam,
    Sgd,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
