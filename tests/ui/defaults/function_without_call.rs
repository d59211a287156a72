use smenv::SmHyperparameters;

fn most() -> u32 {
    9
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = most)]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
