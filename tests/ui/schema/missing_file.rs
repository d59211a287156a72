use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(schema = "/nowhere/hyperparameters.json")]
struct Hyperparameters {
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
