use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(rename_all = "SCREAMING-KEBAB-CASE")]
struct Hyperparameters {
    mp_parameters: String,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
