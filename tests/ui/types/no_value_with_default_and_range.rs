use smenv::SmHyperparameters;

struct Colour;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = Colour, range = Colour..=Colour)]
    colour: Colour,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
