use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data(Channel);

fn main() {
    let _ = Data::from_env();
}
