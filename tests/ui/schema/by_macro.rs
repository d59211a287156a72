use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(schema = include_str!("launcher.json"))]
struct Hyperparameters {
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
