use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
union Hyperparameters {
    epochs: u32,
    steps: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
