use smenv::{HyperparameterValue, SmCategorical};

#[derive(SmCategorical)]
#[sm(rename_all = "lowercase")]
enum Optimizer {
    AdamW,
    Adamw,
}

fn main() {
    let _ = Optimizer::from_text("adam");
}
