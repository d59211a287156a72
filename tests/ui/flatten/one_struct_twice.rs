use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Augment {
    flip: bool,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(flatten)]
    first: Augment,
    #[sm(flatten)]
    second: Augment,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
