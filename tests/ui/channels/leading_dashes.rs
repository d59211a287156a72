use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data {
    #[sm(name = "--train")]
    train: Channel,
    #[sm(name = "validation ")]
    validation: Channel,
}

fn main() {
    let _ = Data::from_env();
}
