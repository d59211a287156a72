use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(alias = "_tuning_objective_metric")]
    metric: String,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
