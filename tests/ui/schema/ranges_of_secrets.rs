use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(schema = "tests/ui/schema/tuned_secrets.json")]
struct Hyperparameters {
    #[sm(secret, range = 0..=9999)]
    pin: u32,
    #[sm(secret)]
    code: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
