use smenv::{Channel, SmChannels};

#[derive(SmChannels)]
struct Data<const N: usize> {
    train: [Channel; N],
}

fn main() {
    let _ = Data::<1>::from_env();
}
