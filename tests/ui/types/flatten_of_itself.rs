use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(flatten)]
    itself: Box<Hyperparameters>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
