use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(json, tunable)]
    layers: Vec<usize>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
