use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data {
    train: &'static Channel,
}

fn main() {
    let _ = Data::from_env();
}
