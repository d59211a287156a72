use smenv::SmHyperparameters;

const MOST: u32 = 9;
const LEAST: f64 = 0.0;

#[derive(SmHyperparameters)]
struct Augment {
    flip: bool,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = 10, range = 1..=MOST)]
    epochs: u32,
    #[sm(range = MOST..=1)]
    steps: u32,
    #[sm(range = LEAST..=1.0, tunable, scale = "log")]
    rate: f64,
    #[sm(tunable)]
    name: String,
    #[sm(flatten)]
    first: Augment,
    #[sm(flatten, prefix = "sagemaker_")]
    second: Augment,
    #[sm(flatten)]
    third: Augment,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
