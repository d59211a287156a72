use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(name = "")]
    a: u32,
    #[sm(name = "sagemaker_region")]
    b: u32,
    #[sm(alias = "c")]
    d: u32,
    c: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
