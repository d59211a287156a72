use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = 0..=1)]
    verbose: Option<bool>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
