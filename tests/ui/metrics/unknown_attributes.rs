use smenv::SmMetrics;

#[derive(SmMetrics)]
#[sm(minimize)]
struct Metrics {
    #[sm(minimise)]
    loss: f64,
    #[sm(regex = "loss=(.*)")]
    other: f64,
    #[sm(unit = "nats")]
    entropy: f64,
    #[sm(tunable)]
    accuracy: f64,
    #[sm(minimize = true)]
    error: f64,
}

fn main() {
    let _ = Metrics::names().loss;
}
