use smenv::{SmHyperparameters, Source};

struct Hyperparameters {
    #[sm(default = 3)]
    epochs: u32,
}

fn main() {
    let _ = Hyperparameters::from_source(&Source::default());
}
