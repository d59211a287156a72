use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(alias = "lr")]
    learning_rate: f64,
}

fn main() {
    let _ = Hyperparameters::names().lr;
}
