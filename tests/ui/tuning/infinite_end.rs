use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = 0.0..=f64::INFINITY, tunable)]
    weight: f64,
    #[sm(range = f32::NEG_INFINITY..=0.0, tunable, scale = "linear")]
    bias: f32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
