use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(schema = "tests/ui/schema/launcher.json")]
struct Hyperparameters {
    epochs: u32,
    lerning_rate: Option<f64>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
