use smenv::SmHyperparameters;

#[derive(Default, SmHyperparameters)]
struct Augment {
    flip: bool,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(flatten, default)]
    augment: Augment,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
