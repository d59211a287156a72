use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(json, delimiter = ";")]
    layers: Vec<u32>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
