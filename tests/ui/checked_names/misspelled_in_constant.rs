use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    learning_rate: f64,
}

const NAME: &str = Hyperparameters::names().lerning_rate;

fn main() {
    let _ = NAME;
}
