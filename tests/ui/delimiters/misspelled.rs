use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(delimeter = ";")]
    layers: Vec<u32>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
