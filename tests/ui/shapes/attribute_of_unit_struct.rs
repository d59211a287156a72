use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(default)]
struct Hyperparameters;

fn main() {
    let _ = Hyperparameters::from_env();
}
