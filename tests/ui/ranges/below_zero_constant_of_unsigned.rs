use smenv::SmHyperparameters;

const LEAST: u32 = 0;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = ..LEAST)]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
