use smenv::SmHyperparameters;

const MOST: u32 = 9;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = 1..=MOST)]
    name: String,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
