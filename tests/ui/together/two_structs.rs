use smenv::{Channel, SmCategorical, SmChannels, SmHyperparameters};

#[derive(SmCategorical)]
enum Optimizer {
    #[sm(nam = "adam")]
    Adam,
}

#[derive(SmHyperparameters)]
struct Augment {
    #[sm(default = 3, range = 9..=1)]
    flip: u32,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = Optimizer::Adam)]
    optimizer: Optimizer,
    #[sm(flatten, prefix = "a-")]
    augment: Augment,
    #[sm(tunable)]
    a_flip: u32,
}

#[derive(SmChannels)]
struct Data {
    #[sm(input_mode = "Fil")]
    train: Channel,
}

fn main() {
    let _ = Hyperparameters::from_env();
    let _ = Data::from_env();
    let _ = (Hyperparameters::names().augment.flip, Data::names().train);
}
