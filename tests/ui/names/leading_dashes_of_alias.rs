use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(alias = "lr", alias = "--eta")]
    learning_rate: f64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
