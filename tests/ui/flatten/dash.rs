use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Augment {
    do_flip: bool,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(name = "do-flip")]
    mirror: bool,
    #[sm(flatten)]
    augment: Augment,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
