use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = {"a": 1})]
    map: u32,
    #[sm(default = [for])]
    list: [u32; 2],
    #[sm(validate = |x: &u32)]
    closure: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
    let _ = Hyperparameters::names().map;
}
