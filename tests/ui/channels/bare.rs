use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data {
    #[sm]
    train: Channel,
}

fn main() {
    let _ = Data::from_env();
}
