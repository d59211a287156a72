use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Schedule {
    learning_rate: f64,
}

#[derive(SmHyperparameters)]
#[sm(schema = "tests/ui/schema/launcher.json")]
struct Hyperparameters {
    epochs: u32,
    batch_size: u32,
    #[sm(flatten)]
    schedule: Schedule,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
