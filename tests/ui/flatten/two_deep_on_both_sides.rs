use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Augment {
    flip: bool,
}

#[derive(SmHyperparameters)]
struct Left {
    #[sm(flatten)]
    augment: Augment,
}

#[derive(SmHyperparameters)]
struct Right {
    #[sm(flatten)]
    augment: Augment,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(flatten)]
    left: Left,
    #[sm(flatten)]
    right: Right,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
