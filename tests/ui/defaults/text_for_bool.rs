use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = "true")]
    verbose: bool,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
