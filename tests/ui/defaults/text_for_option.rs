use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = "adam")]
    name: Option<String>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
