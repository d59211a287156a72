use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
enum Hyperparameters {
    Adam,
}

fn main() {
    let _ = Hyperparameters::names();
}
