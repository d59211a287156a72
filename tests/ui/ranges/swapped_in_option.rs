use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = 9..=1)]
    epochs: Option<u32>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
