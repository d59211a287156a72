use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default == 1)]
    epochs: u32,
    #[sm(name == "lr")]
    learning_rate: f64,
    #[sm(default => 3)]
    layers: u32,
    #[sm(secret == true)]
    key: String,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
