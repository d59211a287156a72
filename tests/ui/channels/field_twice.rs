use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data {
    train: Channel,
    train: Channel,
}

fn main() {
    let _ = Data::from_env();
}
