use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Inner {
    train: Channel,
}

#[derive(SmChannels)]
struct Data {
    inner: Inner,
}

fn main() {
    let _ = Data::from_env();
}
