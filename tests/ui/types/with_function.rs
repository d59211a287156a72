use std::time::Duration;

use smenv::SmHyperparameters;

fn seconds(text: &str) -> Result<Duration, std::num::ParseIntError> {
    text.parse().map(Duration::from_secs)
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(with = seconds)]
    patience: Duration,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
