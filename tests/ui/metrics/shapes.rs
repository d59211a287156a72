use smenv::SmMetrics;

#[derive(SmMetrics)]
struct Tuple(f64);

#[derive(SmMetrics)]
enum Enum {
    Loss,
}

#[derive(SmMetrics)]
struct Generic<T> {
    loss: T,
}

fn main() {}
