use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct First {
    b_c: u32,
}

#[derive(SmHyperparameters)]
struct Second {
    c: u32,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(flatten, prefix = "a-")]
    first: First,
    #[sm(flatten, prefix = "a-b-")]
    second: Second,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
