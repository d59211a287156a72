use smenv::SmHyperparameters;

struct Augment<T> {
    flip: T,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(flatten)]
    augment: Augment<u32>,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
