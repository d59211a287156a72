use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = f64::NAN..=1.0)]
    rate: f64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
