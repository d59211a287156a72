use smenv::{SmCategorical, SmHyperparameters};

const LEAST: u32 = 0;
const MOST: f64 = 2.0;

#[derive(SmHyperparameters)]
#[sm(schema = "tests/ui/schema/specification.json", allow_unknown)]
struct Hyperparameters {
    #[sm(range = LEAST..=100)]
    epochs: u32,
    #[sm(range = 1..100, tunable)]
    steps: u32,
    #[sm(range = 1e-6..MOST, tunable)]
    rate: f64,
    optimizer: Optimizer,
}

#[derive(SmCategorical)]
enum Optimizer {
    Adam,
    AdamW,
    Sgd,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
