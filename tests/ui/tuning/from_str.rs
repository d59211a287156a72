use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(from_str, tunable)]
    address: std::net::IpAddr,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
