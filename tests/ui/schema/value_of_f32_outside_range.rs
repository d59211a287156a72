use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(schema = "tests/ui/schema/singles.json")]
struct Hyperparameters {
    #[sm(range = 0.0..=16777216.0)]
    above: f32,
    #[sm(range = 0.0..0.1)]
    at_the_end: f32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
