use smenv::{Channel, SmChannels, SmHyperparameters};

#[derive(SmChannels)]
struct Data {
    train: Channel,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(flatten)]
    data: Data,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
