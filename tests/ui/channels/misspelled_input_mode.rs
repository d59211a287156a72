use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data {
    #[sm(imput_mode = "File")]
    train: Channel,
}

fn main() {
    let _ = Data::from_env();
}
