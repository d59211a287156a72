use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = 3; range = 1..=4)]
    between: u32,
    #[sm(default = 3;)]
    last: u32,
    #[sm(default = ;)]
    alone: u32,
    #[sm(range = 1..=4; default = 3)]
    behind_range: u32,
    #[sm(name = "a"; default = 3)]
    behind_text: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
    let _ = Hyperparameters::names().between;
}
