use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(defualt = 3)]
    epochs: u32,
    learning_rate: f64,
}

fn main() {
    let names = Hyperparameters::names();
    let _ = (names.epochs, names.learning_rate);
}
