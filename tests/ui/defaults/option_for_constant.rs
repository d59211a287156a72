use smenv::SmHyperparameters;

const EPOCHS: Option<u32> = Some(3);

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = EPOCHS, range = 1..=9)]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
