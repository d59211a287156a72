use smenv::SmHyperparameters;

fn even(value: &u32) -> Result<(), String> {
    if value % 2 == 0 { Ok(()) } else { Err("odd".to_owned()) }
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(validate = "even")]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
