use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = 256)]
    epochs: u8,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
