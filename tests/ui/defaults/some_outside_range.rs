use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = Some(10), range = 1..=9)]
    epochs: Option<u32>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
