use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(delimiter = ";", default = None)]
    name: Option<String>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
