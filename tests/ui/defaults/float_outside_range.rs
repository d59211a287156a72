use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = 1.5, range = 0.0..=1.0)]
    rate: f64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
