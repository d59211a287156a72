use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    r#type: u32,
    #[sm(name = "type")]
    kind: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
