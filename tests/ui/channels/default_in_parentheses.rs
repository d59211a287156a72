use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data {
    #[sm(default("data/"))]
    train: Option<Channel>,
}

fn main() {
    let _ = Data::from_env();
}
