use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data {
    train: Channel,
}

const NAME: &str = Data::names().trian;

fn main() {
    let _ = NAME;
}
