use smenv::SmHyperparameters;

const MOST: u32 = 9;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = 10, range = 1..=MOST)]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
