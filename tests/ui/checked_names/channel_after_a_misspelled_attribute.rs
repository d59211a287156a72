use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data {
    #[sm(content_typ = "text/csv")]
    train: Channel,
}

fn main() {
    let _ = Data::names().train;
}
