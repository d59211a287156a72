use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data {
    #[sm(content_type = "text/*")]
    train: Channel,
    #[sm(content_type = "*/*; charset=utf-8")]
    test: Channel,
    #[sm(content_type = "*")]
    validation: Channel,
}

fn main() {
    let _ = Data::from_env();
}
