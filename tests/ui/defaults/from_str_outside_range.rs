use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(from_str, default = 10, range = 1..=9)]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
