use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(renameall = "kebab-case")]
struct Hyperparameters {
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
