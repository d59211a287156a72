use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data {
    #[sm(default = a < b < c)]
    train: Channel,
}

fn main() {
    let _ = Data::from_env();
    let _ = Data::names().train;
}
