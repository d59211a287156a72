use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Parallel {
    #[sm(alias = "parameters")]
    options: String,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(flatten, prefix = "mp-")]
    parallel: Parallel,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
