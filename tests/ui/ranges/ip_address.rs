use std::net::IpAddr;

use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(range = 1..=9)]
    address: IpAddr,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
