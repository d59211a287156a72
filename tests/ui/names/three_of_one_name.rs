use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    lr: f64,
    #[sm(name = "lr")]
    rate: f64,
    #[sm(alias = "LR")]
    step: f64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
