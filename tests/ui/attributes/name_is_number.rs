use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(name = 3)]
    learning_rate: f64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
