use smenv::SmHyperparameters;

const LEAST: u32 = 1;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default, range = LEAST..)]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
