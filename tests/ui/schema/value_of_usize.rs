use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(allow_unknown, schema = "tests/ui/schema/values.json")]
struct Hyperparameters {
    #[sm(name = "usize")]
    value: usize,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
