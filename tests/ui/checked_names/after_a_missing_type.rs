use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    epochs: Epochs,
    learning_rate: f64,
}

fn main() {
    let names = Hyperparameters::names();
    let _ = (names.epochs, names.learning_rate);
}
