use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = 0xFF, range = 0..=0x7F)]
    byte: u8,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
