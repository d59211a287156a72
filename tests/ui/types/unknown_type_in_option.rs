use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    optimizer: Option<Optimizer>,
    path: Option<std::no_such_module::Optimizer>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
