use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default, range = 1..=9)]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
