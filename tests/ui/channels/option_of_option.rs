use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data {
    train: Option<Option<Channel>>,
}

fn main() {
    let _ = Data::from_env();
}
