use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(rest, json)]
    others: Vec<f64>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
