use smenv::{Channel, SmChannels, Source};

struct Data {
    train: Channel,
}

fn main() {
    let _ = Data::from_source(&Source::default());
}
