use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data {
    #[sm(name = "a b")]
    a: Channel,
    #[sm(input_mode = "Fil")]
    b: Channel,
    #[sm(content_type = "csv", nam = "c")]
    c: Channel,
    #[sm(name = "B")]
    d: Channel,
}

fn main() {
    let _ = Data::from_env();
}
