use smenv::SmHyperparameters;

type Maybe = Option<Augment>;

#[derive(SmHyperparameters)]
struct Augment {
    flip: bool,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(flatten)]
    augment: Maybe,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
