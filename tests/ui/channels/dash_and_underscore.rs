use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data {
    #[sm(name = "train-data")]
    first: Channel,
    train_data: Channel,
}

fn main() {
    let _ = Data::from_env();
}
