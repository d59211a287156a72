use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters();

fn main() {
    let _ = Hyperparameters::from_env();
}
