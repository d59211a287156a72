use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(tunable, scale = "log")]
    flip: bool,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
