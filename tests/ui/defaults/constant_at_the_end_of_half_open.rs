use smenv::SmHyperparameters;

const MOST: u32 = 9;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = MOST, range = 1..MOST)]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
