use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default, range = 1e-6..=1.0)]
    rate: f64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
