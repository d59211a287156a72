use smenv::SmHyperparameters;

mod lists {
    pub fn from_text(_: &str) -> Result<Vec<u32>, String> {
        Ok(Vec::new())
    }

    pub fn to_text(_: &[u32]) -> String {
        String::new()
    }
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(with = lists, delimiter = ";")]
    layers: Vec<u32>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
