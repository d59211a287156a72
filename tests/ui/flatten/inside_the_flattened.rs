use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Augment {
    flip: bool,
}

#[derive(SmHyperparameters)]
struct Middle {
    flip: bool,
    #[sm(flatten)]
    augment: Augment,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(flatten)]
    middle: Middle,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
