use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
#[sm(rename_all = "kebab-case")]
struct Augment {
    do_flip: bool,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    do_flip: bool,
    #[sm(flatten)]
    augment: Augment,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
