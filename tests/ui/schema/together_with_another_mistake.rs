use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(schema = "tests/ui/schema/launcher.json")]
struct Hyperparameters {
    #[sm(defualt = 3)]
    epochs: u32,
    batch_size: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
