use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Augment {
    flip: bool,
}

#[derive(SmHyperparameters)]
struct Schedule {
    rate: f64,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    flip: bool,
    #[sm(flatten)]
    augment: Augment,
    #[sm(flatten)]
    schedule: Schedule,
    rate: f64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
