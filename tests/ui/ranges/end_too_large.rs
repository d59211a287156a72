use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = 0..=256)]
    epochs: u8,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
