use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(secrt, name)]
    token: String,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
