use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(tunable)]
    rate: f64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
