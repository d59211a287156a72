use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = [64 64])]
    layers: [u32; 2],
}

fn main() {
    let _ = Hyperparameters::from_env();
}
