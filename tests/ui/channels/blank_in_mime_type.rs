use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data {
    #[sm(content_type = "text / csv")]
    train: Channel,
}

fn main() {
    let _ = Data::from_env();
}
