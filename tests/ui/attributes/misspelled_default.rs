use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(defualt = 3)]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
