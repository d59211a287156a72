use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data {
    train: Channel,
    #[sm(name = "train")]
    validation: Channel,
}

fn main() {
    let _ = (Data::names().train, Data::names().validation);
}
