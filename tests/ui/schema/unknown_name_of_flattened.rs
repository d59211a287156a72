use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Augment {
    flip: Option<bool>,
    rotate: Option<String>,
}

#[derive(SmHyperparameters)]
#[sm(schema = "tests/ui/schema/flattened.json")]
struct Hyperparameters {
    epochs: u32,
    #[sm(flatten, prefix = "aug-")]
    augment: Augment,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
