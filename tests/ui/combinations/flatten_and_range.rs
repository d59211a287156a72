use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Augment {
    flip: bool,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(flatten, range = 1..=3)]
    augment: Augment,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
