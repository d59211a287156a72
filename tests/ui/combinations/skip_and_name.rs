use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(skip, name = "all")]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
