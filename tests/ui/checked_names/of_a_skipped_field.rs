use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(skip)]
    cache: u32,
}

fn main() {
    let _ = Hyperparameters::names().cache;
}
