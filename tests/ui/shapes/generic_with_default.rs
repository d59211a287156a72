use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters<T = u32> {
    epochs: T,
}

fn main() {
    let _ = <Hyperparameters>::from_env();
}
