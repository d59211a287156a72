use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(tunable)]
    letter: char,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
