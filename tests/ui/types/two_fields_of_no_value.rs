use smenv::SmHyperparameters;

struct Colour;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    colour: Colour,
    other: Colour,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
