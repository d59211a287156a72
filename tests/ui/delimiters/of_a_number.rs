use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(delimiter = ";")]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
