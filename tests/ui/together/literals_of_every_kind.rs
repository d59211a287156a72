use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(rename_al = "kebab-case")]
struct Hyperparameters {
    #[sm(default = 10, range = 1..=9)]
    epochs: u32,
    #[sm(range = 9..=1)]
    steps: u32,
    #[sm(range = 0.0..=1.0, tunable, scale = "log")]
    rate: f64,
    #[sm(range = 1.., tunable)]
    size: u32,
    #[sm(name = "sagemaker-region")]
    parameters: String,
    #[sm(alias = "size")]
    width: u32,
    #[sm(prefix = "a-")]
    prefixed: u32,
    #[sm(rest, default)]
    others: std::collections::BTreeMap<String, String>,
    #[sm(secret, secret)]
    token: String,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
