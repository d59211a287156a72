use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data {
    #[sm(content_type = "text/csv", content_type = "TEXT/csv", content_type = "text/CSV ")]
    train: Channel,
    #[sm(content_type = "text/csv;label_size=0", content_type = "text/csv ; Label_Size=0")]
    test: Channel,
}

fn main() {
    let _ = Data::from_env();
}
