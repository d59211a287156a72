use smenv::SmMetrics;

#[derive(SmMetrics)]
struct Metrics {
    loss: f64,
}

fn main() {
    let _ = Metrics::names().los;
}
