use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = 0..=1)]
    verbose: bool,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
