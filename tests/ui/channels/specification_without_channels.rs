use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
#[sm(schema = "tests/ui/schema/specification.json")]
struct Data {
    train: Channel,
}

fn main() {
    let _ = Data::from_env();
}
