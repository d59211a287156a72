use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = 10, range = 1..=9)]
    epochs: u32,
    #[sm(default = 1.0, range = 0.0..1.0)]
    rate: f64,
    #[sm(default, range = 1..)]
    steps: u64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
