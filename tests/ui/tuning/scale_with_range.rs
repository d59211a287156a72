use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = 1..=9, scale = "linear")]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
