use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data {
    r#type: Channel,
    #[sm(name = "type")]
    other: Channel,
}

fn main() {
    let _ = Data::from_env();
}
