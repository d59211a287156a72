use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = "x")]
    key: char,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
