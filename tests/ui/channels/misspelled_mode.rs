use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data {
    #[sm(input_mode = "fastfile")]
    train: Channel,
}

fn main() {
    let _ = Data::from_env();
}
