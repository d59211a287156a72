use smenv::SmHyperparameters;

fn even(value: &u32) -> Result<(), String> {
    if value % 2 == 0 { Ok(()) } else { Err("odd".to_owned()) }
}

#[derive(SmHyperparameters)]
#[sm(validate = even)]
struct Hyperparameters {
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
