use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(1..=10)]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
