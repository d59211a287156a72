use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(schema = "tests/ui/schema/tuned_nameless.json")]
struct Hyperparameters {
    a: String,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
