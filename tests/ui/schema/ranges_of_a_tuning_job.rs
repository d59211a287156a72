use smenv::SmHyperparameters;

const HIGHEST: f64 = 1.0;

#[derive(SmHyperparameters)]
#[sm(schema = "tests/ui/schema/tuned.json")]
struct Hyperparameters {
    #[sm(range = 1..=100)]
    epochs: u32,
    warmup: u32,
    #[sm(range = 0.0..=HIGHEST)]
    learning_rate: f64,
    layers: usize,
    shuffle: bool,
    dropout: Option<f64>,
    seed: u64,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
