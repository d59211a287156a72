use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data {
    #[sm(default = "")]
    train: Option<Channel>,
}

fn main() {
    let _ = Data::from_env();
}
