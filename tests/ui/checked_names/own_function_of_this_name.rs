use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    learning_rate: f64,
}

impl Hyperparameters {
    fn names() -> Vec<&'static str> {
        vec!["learning_rate"]
    }
}

fn main() {
    let _ = Hyperparameters::from_env();
}
