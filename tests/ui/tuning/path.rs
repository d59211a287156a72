use std::path::PathBuf;

use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(tunable)]
    dir: PathBuf,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
