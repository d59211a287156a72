use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = [1,, 2])]
    twice: [u32; 2],
    #[sm(default = [,])]
    none: [u32; 2],
    #[sm(default = [1;])]
    count: [u32; 2],
}

fn main() {
    let _ = Hyperparameters::from_env();
}
