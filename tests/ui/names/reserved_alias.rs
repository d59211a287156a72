use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(alias = "mp_parameters")]
    parameters: String,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
