use smenv::SmHyperparameters;

const HIGHEST: u32 = 9999;

#[derive(SmHyperparameters)]
#[sm(schema = "tests/ui/schema/secret_by_name.json")]
struct Hyperparameters {
    api_key: u16,
    #[sm(range = 0..=9999)]
    access_code: u32,
    #[sm(alias = "db_password", range = 0..=HIGHEST)]
    door: u32,
    #[sm(secret = false)]
    selector_key: u16,
    max_tokens: u16,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
