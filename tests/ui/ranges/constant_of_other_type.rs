use smenv::SmHyperparameters;

const MOST: u64 = 9;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = 1..=MOST)]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
