use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(rename_all = "SCREAMING-KEBAB-CASE")]
struct Hyperparameters {
    sagemaker_program: String,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
