use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(schema = "tests/ui/schema/lacking.json")]
struct Hyperparameters {
    epochs: u32,
    batch_size: u32,
    rate: f64,
    layers: Option<u32>,
    #[sm(default = 7)]
    seed: u64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
