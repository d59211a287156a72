use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    colour: Colour,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
