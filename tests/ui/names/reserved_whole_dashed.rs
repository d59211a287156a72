use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(name = "default-user-module-name")]
    module: String,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
