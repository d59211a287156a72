use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    learning_rate: f64,
}

fn main() {
    let _ = Hyperparameters::names().lerning_rate;
}
