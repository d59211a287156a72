use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data {
    train: Channel,
    validation: Option<Channel>,
}

fn main() {
    let _ = Data::names().validtion;
}
