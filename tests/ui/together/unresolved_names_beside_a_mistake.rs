use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(defualt = 1)]
    a: u32,
    #[sm(validate = odd)]
    b: u32,
    #[sm(default = nope)]
    c: u32,
    #[sm(range = 1..=NOPE)]
    d: u32,
    e: Missing,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
