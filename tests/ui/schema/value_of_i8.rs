use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(allow_unknown, schema = "tests/ui/schema/values.json")]
struct Hyperparameters {
    #[sm(name = "i8")]
    value: i8,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
