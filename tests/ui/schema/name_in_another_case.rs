use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(schema = "tests/ui/schema/launcher.json")]
struct Hyperparameters {
    #[sm(name = "EPOCHS")]
    epochs: Option<u32>,
    learning_rate: f64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
