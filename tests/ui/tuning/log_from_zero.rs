use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = 0..=9, tunable, scale = "log")]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
