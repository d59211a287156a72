use smenv::SmHyperparameters;

fn even(hp: &Hyperparameters) -> bool {
    hp.epochs % 2 == 0
}

#[derive(SmHyperparameters)]
#[sm(validate = even)]
struct Hyperparameters {
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
