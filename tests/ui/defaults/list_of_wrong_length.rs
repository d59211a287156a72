use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = [0.9])]
    betas: [f64; 2],
}

fn main() {
    let _ = Hyperparameters::from_env();
}
