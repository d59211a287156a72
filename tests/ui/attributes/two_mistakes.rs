use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(defualt = 3)]
    epochs: u32,
    #[sm(range = ..)]
    learning_rate: f64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
