use smenv::SmChannels;

#[derive(SmChannels)]
struct Data {
    train: Chanel,
}

fn main() {
    let _ = Data::from_env();
}
