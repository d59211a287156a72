use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data {
    #[sm(name = "train data")]
    train: Channel,
}

fn main() {
    let _ = Data::from_env();
}
