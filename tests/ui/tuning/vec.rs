use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(tunable)]
    layers: Vec<usize>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
