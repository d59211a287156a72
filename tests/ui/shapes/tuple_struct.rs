use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters(u32, f64);

fn main() {
    let _ = Hyperparameters::from_env();
}
