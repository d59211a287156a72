use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(schema = "tests/ui/schema/request.json")]
struct Hyperparameters {
    #[sm(range = 1..=100)]
    epochs: u32,
    optimizer: String,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
