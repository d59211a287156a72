use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters<const N: usize> {
    layers: [u32; N],
}

fn main() {
    let _ = Hyperparameters::<2>::from_env();
}
