use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters<T> {
    epochs: T,
}

fn main() {
    let _ = Hyperparameters::<u32>::from_env();
}
