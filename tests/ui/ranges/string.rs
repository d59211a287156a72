use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = "a".."z")]
    name: String,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
