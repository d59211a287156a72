use smenv::SmHyperparameters;

const EPOCHS: u32 = 10;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = EPOCHS, range = 1..=9)]
    epochs: u32,
    learning_rate: f64,
}

fn main() {
    let names = Hyperparameters::names();
    let _ = (names.epochs, names.learning_rate);
}
