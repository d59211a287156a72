use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = -1, range = 0..=9)]
    offset: i32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
