use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data {
    c0: Channel,
    c1: Channel,
    c2: Channel,
    c3: Channel,
    c4: Channel,
    c5: Channel,
    c6: Channel,
    c7: Channel,
    c8: Channel,
    c9: Channel,
    c10: Channel,
    c11: Channel,
    c12: Channel,
    c13: Channel,
    c14: Channel,
    c15: Channel,
    c16: Channel,
    c17: Channel,
    c18: Channel,
    c19: Channel,
    c20: Channel,
}

fn main() {
    let _ = Data::from_env();
}
