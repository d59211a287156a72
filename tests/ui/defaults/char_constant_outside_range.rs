use smenv::SmHyperparameters;

const LETTER: char = 'z';

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = LETTER, range = 'a'..='f')]
    letter: char,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
