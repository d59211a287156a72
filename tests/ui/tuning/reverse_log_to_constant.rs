use smenv::SmHyperparameters;

const MOST: f64 = 1.0;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = 0.0..=MOST, tunable, scale = "reverse-log")]
    momentum: f64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
