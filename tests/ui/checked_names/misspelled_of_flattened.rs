use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Augment {
    flip: bool,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(flatten)]
    augment: Augment,
}

fn main() {
    let _ = Hyperparameters::names().augment.flop;
}
