use smenv::{SmCategorical, SmHyperparameters};

const MOST: u32 = 999;

#[derive(SmHyperparameters)]
#[sm(schema = "tests/ui/schema/printed.json", allow_unknown)]
struct Hyperparameters {
    // No longer tunable.
    #[sm(range = 1..=100)]
    epochs: u32,
    // Smaller, and no longer required.
    #[sm(default = 10)]
    steps: u32,
    // Larger.
    size: u16,
    // Read in another way.
    #[sm(from_str)]
    whole: u8,
    #[sm(name = "new", alias = "renamed")]
    renamed: String,
    #[sm(name = "dashed_name")]
    dashed: String,
    #[sm(default = Optimizer::Adam)]
    optimizer: Optimizer,
    #[sm(range = 0.0..1.0, default = 0.99)]
    momentum: f64,
    #[sm(default = true)]
    nesterov: bool,
    #[sm(default = "speech")]
    team: String,
    #[sm(range = 1..=MOST)]
    limit: u32,
    #[sm(default = 3)]
    warmup: u64,
    #[sm(flatten, prefix = "aug-")]
    augment: Augment,
    added: Option<f64>,
}

#[derive(SmHyperparameters)]
struct Augment {
    #[sm(range = 1..=1024, default = 224)]
    crop: u32,
    #[sm(range = -10.0..=10.0, default = 0.0)]
    rotate: f64,
    #[sm(default)]
    flip: bool,
    #[sm(range = 0.5..=2.0)]
    scale: f64,
    added: Option<u8>,
}

#[derive(SmCategorical)]
enum Optimizer {
    Adam,
    Lion,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
