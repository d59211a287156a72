use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(rename_all = "kebab-case")]
    batch_size: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
