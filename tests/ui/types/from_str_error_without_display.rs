use smenv::SmHyperparameters;

struct Colour;

struct NoColour;

impl std::str::FromStr for Colour {
    type Err = NoColour;

    fn from_str(_: &str) -> Result<Self, NoColour> {
        Err(NoColour)
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("colour")
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
