use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Augment {
    flip: bool,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    flip: bool,
    #[sm(flatten)]
    augment: Augment,
}

const NAME: &str = Hyperparameters::names().augment.flip;

fn main() {
    let _ = (NAME, Hyperparameters::names().augment.flip);
}
