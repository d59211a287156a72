use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(secret())]
    token: String,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
