use smenv::SmHyperparameters;

fn even(value: &u32) -> Option<String> {
    (value % 2 != 0).then(|| "odd".to_owned())
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(validate = even)]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
