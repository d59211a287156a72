use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = 1..=512)]
    layers: Vec<usize>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
