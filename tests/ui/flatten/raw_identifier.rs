use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Augment {
    #[sm(name = "type")]
    kind: u32,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    r#type: u32,
    #[sm(flatten)]
    augment: Augment,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
