use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(name = "sagemaker-region")]
    region: String,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
