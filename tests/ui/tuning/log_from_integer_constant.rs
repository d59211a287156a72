use smenv::SmHyperparameters;

const LEAST: u32 = 0;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = LEAST..=9, tunable, scale = "log")]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
