use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = 1.0..=1e-6)]
    rate: f64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
