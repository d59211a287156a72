use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(alias = "learning-rate")]
    learning_rate: f64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
