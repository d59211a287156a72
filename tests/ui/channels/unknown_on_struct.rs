use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
#[sm(schema = "channels.json")]
struct Data {
    train: Channel,
}

fn main() {
    let _ = Data::from_env();
}
