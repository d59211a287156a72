use smenv::SmHyperparameters;

const MOST: f32 = 1.0;

#[derive(SmHyperparameters)]
#[sm(allow_unknown, schema = "tests/ui/schema/values.json")]
struct Hyperparameters {
    #[sm(range = 0.0..=MOST)]
    nan: f32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
