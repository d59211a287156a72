use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Augment {
    flip: bool,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(flatten, prefix = "a\0b")]
    augment: Augment,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
