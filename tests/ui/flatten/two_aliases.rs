use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Schedule {
    #[sm(alias = "lr")]
    last_rate: f64,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(alias = "lr")]
    learning_rate: f64,
    #[sm(flatten)]
    schedule: Schedule,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
