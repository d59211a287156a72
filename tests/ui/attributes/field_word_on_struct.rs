use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(default)]
struct Hyperparameters {
    batch_size: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
