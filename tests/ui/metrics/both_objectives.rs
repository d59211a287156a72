use smenv::SmMetrics;

#[derive(SmMetrics)]
struct Metrics {
    #[sm(minimize, maximize)]
    loss: f64,
}

fn main() {
    let _ = Metrics::names().loss;
}
