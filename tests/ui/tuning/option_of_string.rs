use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(tunable)]
    name: Option<String>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
