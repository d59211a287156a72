use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(schema = "tests/ui/schema/launcher.json")]
struct Hyperparameters {
    epochs: u32,
}

fn main() {
    let hp = Hyperparameters::from_env().unwrap();
    let _ = (hp.epochs, Hyperparameters::names().epochs);
}
