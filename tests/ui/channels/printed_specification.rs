use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
#[sm(schema = "tests/ui/schema/printed.json", allow_unknown)]
struct Data {
    train: Channel,
}

fn main() {}
