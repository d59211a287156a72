use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = 1..=9, tunable, scale = "reverse_log")]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
