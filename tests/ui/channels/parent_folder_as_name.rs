use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data {
    #[sm(name = "..")]
    parent: Channel,
    #[sm(name = ".")]
    own: Channel,
}

fn main() {
    let _ = Data::from_env();
}
