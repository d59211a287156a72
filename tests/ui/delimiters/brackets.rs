use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(delimiter = "][")]
    features: Vec<String>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
