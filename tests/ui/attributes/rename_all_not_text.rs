use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(rename_all = kebab)]
struct Hyperparameters {
    batch_size: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
