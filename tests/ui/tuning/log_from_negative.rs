use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = -1..=9, tunable, scale = "log")]
    offset: i32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
