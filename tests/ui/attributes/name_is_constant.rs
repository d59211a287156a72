use smenv::SmHyperparameters;

const LR: &str = "lr";

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(name = LR)]
    learning_rate: f64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
