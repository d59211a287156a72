use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Augment {
    #[sm(alias = "mirrored")]
    flip: bool,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(
        flatten,
        prefix = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
    )]
    augment: Augment,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
