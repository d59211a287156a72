use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data {
    #[sm(name = "a", name = "b")]
    train: Channel,
}

fn main() {
    let _ = Data::from_env();
}
