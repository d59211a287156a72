use smenv::SmHyperparameters;

const EPOCHS: u32 = 3;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = EPOCHS, range = 1..=9)]
    epochs: Option<u32>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
