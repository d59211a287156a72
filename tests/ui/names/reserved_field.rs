use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    sagemaker_program: String,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
