use smenv::SmHyperparameters;

fn sound(_: &Hyperparameters) -> bool {
    true
}

#[derive(SmHyperparameters)]
#[sm(validate = sound)]
struct Hyperparameters {
    #[sm(skip)]
    started: std::time::Instant,
    #[sm(skip, default = "a")]
    count: u32,
    #[sm(range = 3..=1)]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
