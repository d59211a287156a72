use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Parallel {
    parameters: String,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(flatten, prefix = "mp_")]
    parallel: Parallel,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
