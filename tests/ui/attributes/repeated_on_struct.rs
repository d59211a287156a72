use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(allow_unknown, allow_unknown)]
struct Hyperparameters {
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
