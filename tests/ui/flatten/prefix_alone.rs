use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(prefix = "aug-")]
    augment: bool,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
