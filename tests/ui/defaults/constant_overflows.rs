use smenv::SmHyperparameters;

const MOST: u8 = 255;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = MOST + 1, range = 1..=MOST)]
    epochs: u8,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
