use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Augment {
    flip: bool,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(flatten)]
    augment: Augment,
    #[sm(flatten)]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::names().epochs;
    let _ = Hyperparameters::from_env();
}
