use smenv::SmHyperparameters;

mod doubled {
    pub(super) fn from_text(text: &str) -> Result<u32, std::num::ParseIntError> {
        text.parse()
    }

    pub(super) fn to_text(value: &u32) -> String {
        value.to_string()
    }
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(with = doubled, range = 1..=9, tunable)]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
