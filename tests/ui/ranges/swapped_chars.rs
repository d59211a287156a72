use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = 'f'..='a')]
    letter: char,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
