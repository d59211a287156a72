use smenv::SmHyperparameters;

const MOST: u32 = 9;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = MOST..=1)]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
