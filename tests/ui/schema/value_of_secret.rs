use smenv::SmHyperparameters;

const HIGHEST: u32 = 9999;

#[derive(SmHyperparameters)]
#[sm(schema = "tests/ui/schema/secrets.json")]
struct Hyperparameters {
    #[sm(secret)]
    pin: u16,
    #[sm(secret, range = 0..=9999)]
    code: u32,
    #[sm(secret, range = 0..=HIGHEST)]
    door: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
