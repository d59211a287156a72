use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(rest)]
    others: Vec<String>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
