use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = other)]
    epochs: u32,
    other: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
