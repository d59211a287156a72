use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(crate = ::nowhere)]
struct Hyperparameters {
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
