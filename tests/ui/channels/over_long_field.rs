use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data {
    xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx: Channel,
}

fn main() {
    let _ = Data::from_env();
}
