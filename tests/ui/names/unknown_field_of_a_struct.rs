use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    epochs: u32,
}

fn epochs(hp: &Hyperparameters) -> u32 {
    hp.epoch
}

fn main() {
    let _ = Hyperparameters::from_env();
}
