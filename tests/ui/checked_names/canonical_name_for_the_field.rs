use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(name = "lr")]
    learning_rate: f64,
}

fn main() {
    let _ = Hyperparameters::names().lr;
}
