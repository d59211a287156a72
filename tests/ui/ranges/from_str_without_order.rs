use smenv::SmHyperparameters;

struct Colour;

impl std::str::FromStr for Colour {
    type Err = String;

    fn from_str(_: &str) -> Result<Self, String> {
        Ok(Colour)
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("colour")
    }
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(from_str, range = Colour..=Colour)]
    colour: Colour,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
