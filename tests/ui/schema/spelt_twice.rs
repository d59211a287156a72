use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(schema = "tests/ui/schema/spelt_twice.json")]
struct Hyperparameters {
    batch_size: u32,
    // One value by two names is one.
    #[sm(alias = "lr")]
    learning_rate: f64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
