use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = std::f64::consts::PI, range = 0.0..=1.0)]
    rate: f64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
