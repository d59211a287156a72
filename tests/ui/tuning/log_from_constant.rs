use smenv::SmHyperparameters;

const LEAST: f64 = 0.0;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = LEAST..=1.0, tunable, scale = "log")]
    rate: f64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
