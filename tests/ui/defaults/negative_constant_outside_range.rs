use smenv::SmHyperparameters;

const OFFSET: i32 = 1;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = -OFFSET, range = 0..=9)]
    offset: i32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
