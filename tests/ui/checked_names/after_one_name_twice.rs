use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    epochs: u32,
    #[sm(name = "epochs")]
    learning_rate: f64,
}

fn main() {
    let names = Hyperparameters::names();
    let _ = (names.epochs, names.learning_rate);
}
