use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = [64, 64])]
    layers: Vec<usize>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
