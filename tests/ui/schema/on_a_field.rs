use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(schema = "tests/ui/schema/launcher.json")]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
