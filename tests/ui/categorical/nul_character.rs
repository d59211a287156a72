use smenv::SmCategorical;

#[derive(SmCategorical)]
enum Optimizer {
    #[sm(name = "adam\0")]
    Adam,
}

fn main() {
    let _ = Optimizer::CHOICES;
}
