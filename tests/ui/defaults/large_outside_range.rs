use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = u128::MAX, range = 0..=9)]
    seed: u128,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
