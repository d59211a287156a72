use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(from_str, json)]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
