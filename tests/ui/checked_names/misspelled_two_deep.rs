use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Augment {
    flip: bool,
}

#[derive(SmHyperparameters)]
struct Middle {
    #[sm(flatten, prefix = "a-")]
    augment: Augment,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(flatten, prefix = "m-")]
    middle: Middle,
}

fn main() {
    let _ = Hyperparameters::names().middle.augment.flop;
}
