use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(schema = "tests/ui/schema/defaults.json")]
struct Hyperparameters {
    epochs: u32,
    rate: f64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
