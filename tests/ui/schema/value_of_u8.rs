use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(allow_unknown, schema = "tests/ui/schema/values.json")]
struct Hyperparameters {
    #[sm(name = "u8")]
    value: u8,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
