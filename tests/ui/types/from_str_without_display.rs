use smenv::SmHyperparameters;

struct Colour;

impl std::str::FromStr for Colour {
    type Err = String;

    fn from_str(_: &str) -> Result<Self, String> {
        Ok(Colour)
    }
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(from_str)]
    colour: Colour,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
