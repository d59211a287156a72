use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = 'a'..='f', tunable)]
    letter: char,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
