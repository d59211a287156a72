use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(schema = "tests/ui/schema/quoted.json")]
struct Hyperparameters {
    #[sm(range = 3..=1)]
    epochs: u32,
    nonzero: std::num::NonZeroU8,
    half: char,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
