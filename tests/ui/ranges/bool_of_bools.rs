use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = false..=true)]
    verbose: bool,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
