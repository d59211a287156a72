use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    learning_rate: f64,
}

fn name(hp: &Hyperparameters) -> &'static str {
    hp.names().learning_rate
}

fn main() {
    let _ = Hyperparameters::from_env();
}
