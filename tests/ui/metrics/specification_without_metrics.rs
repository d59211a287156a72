use smenv::SmMetrics;

#[derive(SmMetrics)]
#[sm(schema = "tests/ui/schema/channels.json")]
struct Metrics {
    loss: f64,
}

fn main() {}
