use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(min = 1)]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
