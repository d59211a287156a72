use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(name = "learning\nrate")]
    learning_rate: f64,
    #[sm(name = "\tepochs")]
    epochs: u32,
    #[sm(name = "see\u{2028}d")]
    seed: u64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
