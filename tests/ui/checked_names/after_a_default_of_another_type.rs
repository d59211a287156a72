use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = "3")]
    epochs: u32,
    learning_rate: f64,
}

fn main() {
    let names = Hyperparameters::names();
    let _ = (names.epochs, names.learning_rate);
}
