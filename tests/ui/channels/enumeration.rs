use smenv::SmChannels;

#[derive(SmChannels)]
enum Data {
    Train,
}

fn main() {
    let _ = Data::from_env();
}
