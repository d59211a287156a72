use smenv::SmMetrics;

#[derive(SmMetrics)]
struct Metrics {
    loss: f64,
    #[sm(name = "loss")]
    other: f64,
}

fn main() {
    let _ = Metrics::names().other;
}
