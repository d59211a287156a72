use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data {
    train: Channel,
    #[sm(name = "train")]
    other: Channel,
}

fn main() {
    let _ = Data::from_env();
}
