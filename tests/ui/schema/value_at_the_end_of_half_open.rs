use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(allow_unknown, schema = "tests/ui/schema/values.json")]
struct Hyperparameters {
    #[sm(range = 1.0..10.0)]
    ten: f64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
