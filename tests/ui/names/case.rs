use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(name = "LR")]
    a: f64,
    #[sm(name = "lr")]
    b: f64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
