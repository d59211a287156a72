use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = self.other)]
    epochs: u32,
    other: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
