use smenv::SmHyperparameters;

type Count = u32;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = 10, range = 1..=9)]
    epochs: Count,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
