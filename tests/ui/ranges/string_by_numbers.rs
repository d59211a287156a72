use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = 1..=9)]
    name: String,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
