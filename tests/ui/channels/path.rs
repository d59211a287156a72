use std::path::PathBuf;

use smenv::SmChannels;

#[derive(SmChannels)]
struct Data {
    train: PathBuf,
}

fn main() {
    let _ = Data::from_env();
}
