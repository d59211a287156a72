use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = 1...10)]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
