use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(schema = "tests/ui/schema/launcher.json")]
struct Hyperparameters {
    #[sm(range = 10..)]
    epochs: u32,
    batch_size: u32,
    lerning_rate: Option<f64>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
