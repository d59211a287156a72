use smenv::SmHyperparameters;

const EPOCHS: u32 = 10;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = Some(EPOCHS), range = 1..=9)]
    epochs: Option<u32>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
