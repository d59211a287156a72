use smenv::{Channel, SmChannels};

struct Data {
    train: Channel,
}

fn main() {
    let _ = Data::from_env();
}
