use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(schema = "tests/ui/schema/whole.json")]
struct Hyperparameters {
    #[sm(range = ..=1_000_000_000_000_000_000)]
    small: u64,
    large: u64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
