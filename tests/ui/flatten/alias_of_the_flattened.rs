use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Augment {
    #[sm(alias = "mirror")]
    flip: bool,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    mirror: bool,
    #[sm(flatten)]
    augment: Augment,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
