use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
fn hyperparameters() {}

fn main() {
    hyperparameters();
}
