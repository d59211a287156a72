use std::time::Duration;

use smenv::SmHyperparameters;

mod seconds {
    use std::time::Duration;

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
