use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = 0.0..=1.0, tunable, scale = "log")]
    rate: Option<f64>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
