use smenv::SmHyperparameters;

const RATE: f64 = 1.0;
const STEPS: u64 = 0;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = RATE, range = 0.0..1.0)]
    rate: f64,
    #[sm(default = STEPS, range = 1..)]
    steps: u64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
