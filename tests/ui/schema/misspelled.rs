use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(shema = "tests/ui/schema/launcher.json")]
struct Hyperparameters {
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
