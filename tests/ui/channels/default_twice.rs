use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data {
    #[sm(default = "a", default = "b")]
    train: Option<Channel>,
}

fn main() {
    let _ = Data::from_env();
}
