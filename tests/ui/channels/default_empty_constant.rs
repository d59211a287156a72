use smenv::{Channel, SmChannels};

const NOWHERE: &str = "";

#[derive(SmChannels)]
struct Data {
    #[sm(default = NOWHERE)]
    train: Option<Channel>,
}

fn main() {
    let _ = Data::from_env();
}
