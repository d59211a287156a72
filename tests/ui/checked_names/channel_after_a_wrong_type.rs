use smenv::SmChannels;

#[derive(SmChannels)]
struct Data {
    train: String,
}

fn main() {
    let _ = Data::names().train;
}
