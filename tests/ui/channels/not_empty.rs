use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data {
    #[sm(not_empty)]
    train: Option<Channel>,
}

fn main() {
    let _ = Data::from_env();
}
