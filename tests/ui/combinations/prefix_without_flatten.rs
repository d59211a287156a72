use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(prefix = "aug-")]
    flip: bool,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
