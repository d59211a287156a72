use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(allow_unknown, schema = "tests/ui/schema/values.json")]
struct Hyperparameters {
    #[sm(name = "u64")]
    value: u64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
