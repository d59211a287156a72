use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(name = " lr")]
    learning_rate: f64,
    #[sm(name = "epochs ", alias = " -e")]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
