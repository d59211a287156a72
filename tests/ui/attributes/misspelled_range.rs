use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(rnage = 1..=3)]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
