use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(schema = "tests/ui/schema/defaults.json")]
struct Hyperparameters {
    epochs: String,
    #[sm(range = 0.0..=1.0)]
    rate: f64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
