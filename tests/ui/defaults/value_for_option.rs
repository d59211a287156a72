use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = 3)]
    epochs: Option<u32>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
