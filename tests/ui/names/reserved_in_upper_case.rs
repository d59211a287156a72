use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(name = "SAGEMAKER_REGION")]
    region: String,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
