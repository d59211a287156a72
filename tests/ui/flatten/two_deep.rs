use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Augment {
    flip: bool,
}

#[derive(SmHyperparameters)]
struct Middle {
    #[sm(flatten)]
    augment: Augment,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    flip: bool,
    #[sm(flatten)]
    middle: Middle,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
