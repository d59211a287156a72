use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(allow_unknown, schema = "tests/ui/schema/values.json")]
struct Hyperparameters {
    #[sm(name = "i128")]
    value: i128,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
