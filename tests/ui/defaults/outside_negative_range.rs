use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = -10, range = -9..=-1)]
    offset: i32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
