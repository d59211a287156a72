use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(rename_all = "camelCase")]
struct Hyperparameters {
    batch_size: u32,
    #[sm(name = "batchSize")]
    other: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
