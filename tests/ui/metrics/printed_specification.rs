use smenv::SmMetrics;

#[derive(SmMetrics)]
#[sm(schema = "tests/ui/schema/printed.json")]
struct Metrics {
    // No longer an objective.
    #[sm(name = "train:loss")]
    train_loss: f64,
    // Misspelled in one of both.
    #[sm(name = "val:acuracy", maximize)]
    accuracy: Option<f64>,
    added: f64,
}

fn main() {}
