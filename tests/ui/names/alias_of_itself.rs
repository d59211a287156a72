use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(alias = "learning_rate")]
    learning_rate: f64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
