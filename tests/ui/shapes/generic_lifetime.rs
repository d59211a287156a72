use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters<'a> {
    name: &'a str,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
