use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(tunable)]
    name: String,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
