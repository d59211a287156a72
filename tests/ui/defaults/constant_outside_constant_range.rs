use smenv::SmHyperparameters;

const EPOCHS: u32 = 0;
const LEAST: u32 = 1;
const MOST: u32 = 9;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = EPOCHS, range = LEAST..=MOST)]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
