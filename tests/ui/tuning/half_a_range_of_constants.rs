use smenv::SmHyperparameters;

const LEAST: u32 = 1;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = LEAST.., tunable)]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
