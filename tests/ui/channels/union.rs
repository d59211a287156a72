use smenv::SmChannels;

#[derive(SmChannels)]
union Data {
    train: u32,
}

fn main() {
    let _ = Data::from_env();
}
