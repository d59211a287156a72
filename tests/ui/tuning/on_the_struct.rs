use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(tunable)]
struct Hyperparameters {
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
