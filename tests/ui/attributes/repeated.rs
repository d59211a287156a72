use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = 1, default = 2)]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
