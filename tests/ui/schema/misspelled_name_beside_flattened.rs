use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Augment {
    flip: Option<bool>,
}

#[derive(SmHyperparameters)]
#[sm(schema = "tests/ui/schema/launcher.json")]
struct Hyperparameters {
    epochs: u32,
    lerning_rate: Option<f64>,
    #[sm(flatten)]
    augment: Augment,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
