use smenv::SmHyperparameters;

#[derive(serde::Deserialize)]
struct Colour;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(json)]
    colour: Colour,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
