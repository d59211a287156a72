use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data {
    train: Vec<Channel>,
}

fn main() {
    let _ = Data::from_env();
}
