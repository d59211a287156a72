use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = 0, range = 1..)]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
