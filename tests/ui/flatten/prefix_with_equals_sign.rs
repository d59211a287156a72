use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Augment {
    flip: bool,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(flatten, prefix = "aug=")]
    augment: Augment,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
