use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters(u32);

fn main() {
    let _ = Hyperparameters::names();
}
