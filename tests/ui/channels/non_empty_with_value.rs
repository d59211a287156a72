use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data {
    #[sm(non_empty = true)]
    train: Option<Channel>,
}

fn main() {
    let _ = Data::from_env();
}
