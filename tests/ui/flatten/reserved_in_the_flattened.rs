use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Augment {
    flip: bool,
}

#[derive(SmHyperparameters)]
struct Middle {
    #[sm(flatten, prefix = "sagemaker_")]
    augment: Augment,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(flatten)]
    middle: Middle,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
