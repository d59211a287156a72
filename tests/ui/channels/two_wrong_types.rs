use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data {
    train: String,
    validation: Channel,
    test: u32,
}

fn main() {
    let _ = Data::from_env();
}
