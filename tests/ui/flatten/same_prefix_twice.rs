use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Augment {
    flip: bool,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(flatten, prefix = "a-")]
    first: Augment,
    #[sm(flatten, prefix = "a_")]
    second: Augment,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
