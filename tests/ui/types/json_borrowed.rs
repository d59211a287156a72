use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(json)]
    name: &'static str,
}

fn main() {}
