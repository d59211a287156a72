use smenv::SmChannels;

#[derive(SmChannels)]
struct Data {
    train: Option<String>,
}

fn main() {
    let _ = Data::from_env();
}
