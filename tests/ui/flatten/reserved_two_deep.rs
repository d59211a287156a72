use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Augment {
    flip: bool,
}

#[derive(SmHyperparameters)]
struct Middle {
    #[sm(flatten, prefix = "Maker_")]
    augment: Augment,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(flatten, prefix = "Sage")]
    middle: Middle,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
