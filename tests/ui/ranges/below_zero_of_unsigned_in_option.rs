use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = ..0)]
    epochs: Option<u64>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
