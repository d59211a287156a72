use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = -1.0..1.0, tunable, scale = "log")]
    rate: f32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
