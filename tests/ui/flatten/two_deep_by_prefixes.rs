use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Augment {
    flip: bool,
}

#[derive(SmHyperparameters)]
struct Middle {
    #[sm(flatten, prefix = "inner-")]
    augment: Augment,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    outer_inner_flip: bool,
    #[sm(flatten, prefix = "outer-")]
    middle: Middle,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
