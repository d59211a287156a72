use smenv::SmHyperparameters;

const EPOCHS: Option<u32> = Some(10);

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = EPOCHS, range = 1..=9)]
    epochs: Option<u32>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
