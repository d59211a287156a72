use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(with = "seconds")]
    patience: u64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
