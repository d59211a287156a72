use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = 3)]
    name: String,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
