use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
#[sm(rename_all = "kebap-case")]
struct Data {
    train: Channel,
}

fn main() {
    let _ = Data::from_env();
}
