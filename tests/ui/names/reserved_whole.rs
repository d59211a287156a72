use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    _tuning_objective_metric: String,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
