use smenv::SmHyperparameters;

fn even(value: &u32) -> bool {
    value % 2 == 0
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(validate = even)]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
