use smenv::SmHyperparameters;

const MOST: f64 = 0.5;

#[derive(SmHyperparameters)]
#[sm(schema = "tests/ui/schema/specification.json")]
struct Hyperparameters {
    #[sm(range = 1..=200, tunable)]
    epochs: u32,
    #[sm(range = 2..100, tunable)]
    steps: u32,
    #[sm(range = 1e-6..MOST, tunable)]
    rate: f64,
    layers: u8,
    #[sm(tunable)]
    flip: bool,
    share: f64,
    optimizer: String,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
