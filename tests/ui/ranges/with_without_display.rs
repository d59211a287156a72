use std::num::ParseIntError;
use std::time::Duration;

use smenv::SmHyperparameters;

mod seconds {
    use super::*;

    pub fn from_text(text: &str) -> Result<Duration, ParseIntError> {
        text.parse().map(Duration::from_secs)
    }

    pub fn to_text(duration: &Duration) -> String {
        duration.as_secs().to_string()
    }
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(with = seconds, range = Duration::from_secs(1)..)]
    patience: Duration,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
