use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
#[sm(tunable, validate = check)]
struct Data {
    #[sm(aliases = "training", env = "TRAIN")]
    train: Channel,
    #[sm(default_value = "x", required, choices = "x")]
    test: Channel,
    #[sm(allow_unknown)]
    validation: Channel,
}

fn main() {
    let _ = Data::from_env();
}
