use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Augment {
    #[sm(secrt)]
    flip: bool,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(flatten)]
    augment: Augment,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
