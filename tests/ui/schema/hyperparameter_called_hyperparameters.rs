use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(schema = "tests/ui/schema/called_hyperparameters.json")]
struct Hyperparameters {
    #[sm(name = "HyperParameters")]
    hyperparameters: String,
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
