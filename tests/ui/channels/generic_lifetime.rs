use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data<'a> {
    train: &'a Channel,
}

fn main() {
    let _ = Data::from_env();
}
