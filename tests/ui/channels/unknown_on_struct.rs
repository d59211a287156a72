use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
#[sm(validate = check)]
struct Data {
    train: Channel,
}

fn main() {
    let _ = Data::from_env();
}
