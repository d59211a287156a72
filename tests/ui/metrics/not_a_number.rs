use smenv::SmMetrics;

#[derive(SmMetrics)]
struct Metrics {
    best: bool,
    name: Option<String>,
}

fn main() {
    let _ = Metrics::names().best;
}
