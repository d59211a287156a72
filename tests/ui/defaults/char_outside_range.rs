use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = 'z', range = 'a'..='f')]
    letter: char,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
