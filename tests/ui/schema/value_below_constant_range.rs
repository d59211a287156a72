use smenv::SmHyperparameters;

const LEAST: f64 = 0.0;

#[derive(SmHyperparameters)]
#[sm(allow_unknown, schema = "tests/ui/schema/values.json")]
struct Hyperparameters {
    #[sm(range = LEAST..=1.0)]
    minus: f64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
