use smenv::{Channel, SmHyperparameters};

#[derive(SmHyperparameters)]
struct Hyperparameters {
    train: Channel,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
