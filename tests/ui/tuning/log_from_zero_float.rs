use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = 0.0..=1.0, tunable, scale = "log")]
    rate: f64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
