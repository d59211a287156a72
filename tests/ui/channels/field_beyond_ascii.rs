use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data {
    größe: Channel,
}

fn main() {
    let _ = Data::from_env();
}
