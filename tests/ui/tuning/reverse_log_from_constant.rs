use smenv::SmHyperparameters;

const LEAST: f32 = -1.0;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = LEAST..1.0, tunable, scale = "reverse-log")]
    momentum: f32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
