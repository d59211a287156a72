use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data {
    #[sm(required)]
    train: Channel,
}

fn main() {
    let _ = Data::from_env();
}
