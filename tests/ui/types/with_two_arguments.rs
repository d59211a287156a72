use std::time::Duration;

use smenv::SmHyperparameters;

mod seconds {
    use std::num::ParseIntError;
    use std::time::Duration;

    pub fn from_text(text: &str, _: u32) -> Result<Duration, ParseIntError> {
        text.parse().map(Duration::from_secs)
    }

    pub fn to_text(duration: &Duration) -> String {
        duration.as_secs().to_string()
    }
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(with = seconds)]
    patience: Duration,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
