use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = 1.0, range = ..1.0)]
    rate: f64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
