use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(defalt = 1)]
    epochs: u32,
    #[sm(default = "x")]
    batch_size: u32,
    #[sm(tunable)]
    learning_rate: f64,
    patience: std::time::Duration,
    #[sm(default = 5, range = 1..=3)]
    layers: u8,
}

fn main() {
    let _ = Hyperparameters::names().epochs;
}
