use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
#[sm(schema = "tests/ui/schema/channels.json")]
struct Data {
    #[sm(content_type = "text/csv", content_type = "text/plain")]
    train: Option<Channel>,
    #[sm(input_mode = "Pipe")]
    validation: Channel,
    tset: Channel,
}

fn main() {
    let _ = Data::from_env();
}
