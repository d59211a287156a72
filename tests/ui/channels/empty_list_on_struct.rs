use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
#[sm()]
struct Data {
    train: Channel,
}

fn main() {
    let _ = Data::from_env();
}
