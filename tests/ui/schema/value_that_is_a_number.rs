use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(allow_unknown, schema = "tests/ui/schema/values.json")]
struct Hyperparameters {
    number: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
