use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(allow_unknown, schema = "tests/ui/schema/values.json")]
struct Hyperparameters {
    #[sm(range = 0.0..=1.0)]
    nan: f64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
