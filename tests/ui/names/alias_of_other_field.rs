use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    lr: f64,
    #[sm(alias = "lr")]
    learning_rate: f64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
