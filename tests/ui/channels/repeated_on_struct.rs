use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
#[sm(allow_unknown, allow_unknown)]
struct Data {
    train: Channel,
}

fn main() {
    let _ = Data::from_env();
}
