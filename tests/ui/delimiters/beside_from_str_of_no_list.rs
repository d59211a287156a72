use std::net::Ipv4Addr;

use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(from_str, delimiter = ";")]
    host: Ipv4Addr,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
