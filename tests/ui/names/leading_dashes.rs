use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(name = "--learning-rate")]
    learning_rate: f64,
    #[sm(name = "-e")]
    epochs: u32,
    #[sm(name = "––batch-size")]
    batch_size: u32,
    #[sm(name = "--beta=0.9")]
    beta: f64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
