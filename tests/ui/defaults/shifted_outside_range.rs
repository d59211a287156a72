use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = 1 << 4, range = 1..=9)]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
