use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(schema = "tests/ui/schema/tuned_names.json")]
struct Hyperparameters {
    epochs: u32,
    learning_rate: f64,
    #[sm(default)]
    seed: u64,
    batch_size: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
