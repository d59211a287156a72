use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(schema = "tests/ui/schema/refused.json")]
struct Hyperparameters {
    u32: u32,
    f64: f64,
    bool: bool,
    option: Option<u8>,
    double: u64,
    leading: i32,
    trailing: f32,
    char: Option<char>,
    none: Option<char>,
    epochs: u32,
    on: bool,
    layers: Vec<u32>,
    text: String,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
