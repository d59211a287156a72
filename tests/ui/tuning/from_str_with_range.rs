use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(from_str, range = 1..=9, tunable)]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
