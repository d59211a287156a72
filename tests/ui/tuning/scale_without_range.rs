use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(tunable, scale = "log")]
    rate: f64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
