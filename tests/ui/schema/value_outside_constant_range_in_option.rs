use smenv::SmHyperparameters;

const MOST: u32 = 9;

#[derive(SmHyperparameters)]
#[sm(allow_unknown, schema = "tests/ui/schema/values.json")]
struct Hyperparameters {
    #[sm(range = 1..=MOST)]
    ten: Option<u32>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
