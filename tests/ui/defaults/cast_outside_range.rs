use smenv::SmHyperparameters;

const MOST: u64 = 10;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = MOST as u32, range = 1..=9)]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
