use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(name = "epochs=10")]
    epochs: u32,
    #[sm(name = "seed=", alias = "=s")]
    seed: u64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
