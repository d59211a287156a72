use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(name: "x", range: 1..=5)]
    a: u32,
    #[sm(name "y", range 1..=5)]
    b: u32,
    #[sm(default 3, alias name = "z")]
    c: u32,
    #[sm(nam: "x", rang 1..=5)]
    d: u32,
    #[sm(range(1..=5))]
    e: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
