use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(tunable)]
    rate: Option<f64>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
