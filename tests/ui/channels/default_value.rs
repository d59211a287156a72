use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data {
    #[sm(default_value = "data/")]
    train: Option<Channel>,
}

fn main() {
    let _ = Data::from_env();
}
