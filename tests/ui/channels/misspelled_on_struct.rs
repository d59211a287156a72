use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
#[sm(alow_unknown)]
struct Data {
    train: Channel,
}

fn main() {
    let _ = Data::from_env();
}
