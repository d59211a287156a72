use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = 0.0..2.0, tunable, scale = "reverse-log")]
    momentum: f64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
