use std::time::Duration;

use smenv::SmHyperparameters;

mod seconds {
    use std::time::Duration;

    pub struct NoSeconds;

    pub fn from_text(text: &str) -> Result<Duration, NoSeconds> {
        text.parse().map(Duration::from_secs).map_err(|_| NoSeconds)
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
