use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
#[sm(rename_all = "kebab-case")]
struct Data {
    train_data: Channel,
    #[sm(name = "train_data")]
    other: Channel,
}

fn main() {
    let _ = Data::from_env();
}
