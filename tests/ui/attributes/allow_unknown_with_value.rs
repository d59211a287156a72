use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(allow_unknown = true)]
struct Hyperparameters {
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
