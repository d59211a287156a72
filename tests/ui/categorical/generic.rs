use smenv::{HyperparameterValue, SmCategorical};

#[derive(SmCategorical)]
enum Optimizer<T> {
    Adam,
    Other(std::marker::PhantomData<T>),
}

fn main() {
    let _ = Optimizer::<u32>::from_text("adam");
}
