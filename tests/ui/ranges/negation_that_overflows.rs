use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = -(0 - 170141183460469231731687303715884105727 - 1)..=1)]
    a: i128,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
