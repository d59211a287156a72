use smenv::SmHyperparameters;

fn even(value: &u32) -> Result<u32, String> {
    Ok(*value)
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(validate = even)]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
