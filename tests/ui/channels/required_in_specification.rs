use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
#[sm(schema = "tests/ui/schema/printed.json")]
struct Data {
    train: Option<Channel>,
    test: Channel,
}

fn main() {}
