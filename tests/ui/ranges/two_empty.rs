use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = 9..=1)]
    epochs: u32,
    #[sm(range = 1.0..1.0)]
    rate: f64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
