use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = Self::most)]
    epochs: u32,
    #[sm(default = Self::MOST, range = 1..=9)]
    steps: u32,
    #[sm(default = Self::NOPE)]
    layers: u32,
}

impl Hyperparameters {
    const MOST: u32 = 10;

    fn most() -> u32 {
        3
    }
}

fn main() {
    let _ = Hyperparameters::from_env();
}
