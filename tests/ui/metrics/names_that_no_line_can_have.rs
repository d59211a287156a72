use smenv::SmMetrics;

#[derive(SmMetrics)]
struct Metrics {
    #[sm(name = "val loss")]
    blank: f64,
    #[sm(name = "loss;")]
    semicolon: f64,
    #[sm(name = "loss=total")]
    equals: f64,
    #[sm(name = "")]
    empty: f64,
    #[sm(name = "-loss")]
    dash: f64,
}

fn main() {
    let _ = Metrics::names().blank;
}
