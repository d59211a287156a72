use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data<T> {
    train: T,
}

fn main() {
    let _ = Data::<Channel>::from_env();
}
