use smenv::SmHyperparameters;

const EPOCHS: std::ops::RangeInclusive<u32> = 1..=9;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = EPOCHS)]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
