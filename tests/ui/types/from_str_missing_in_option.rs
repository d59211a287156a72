use smenv::SmHyperparameters;

struct Colour;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(from_str)]
    colour: Option<Colour>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
