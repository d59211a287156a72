use smenv::SmHyperparameters;

struct Colour;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    colours: Vec<Colour>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
