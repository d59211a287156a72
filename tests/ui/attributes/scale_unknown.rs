use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = 1..=3, tunable, scale = "logarithmic")]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
