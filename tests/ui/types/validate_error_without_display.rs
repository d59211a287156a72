use smenv::SmHyperparameters;

struct Odd;

fn even(value: &u32) -> Result<(), Odd> {
    if value % 2 == 0 { Ok(()) } else { Err(Odd) }
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(validate = even)]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
