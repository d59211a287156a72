use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(name = "batch-size")]
    size: u32,
    batch_size: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
