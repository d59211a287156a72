use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(rename_all = "dashes")]
struct Hyperparameters {
    batch_size: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
