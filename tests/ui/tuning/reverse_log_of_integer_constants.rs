use smenv::SmHyperparameters;

const LEAST: u32 = 1;
const MOST: u32 = 9;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = LEAST..=MOST, tunable, scale = "reverse-log")]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
