//! The line that reports metrics.

use smenv_shared::metrics::{START, entry};

use crate::metrics::metric_value::MetricValue;

/// A collector of the values of metrics, in the order of the fields.
#[derive(Default)]
pub struct MetricWriter {
    entries: String,
}

impl MetricWriter {
    /// Writes a metric, unless it is an `Option` without a value.
    pub fn metric<T: MetricValue>(&mut self, name: &str, value: &T) {
        if let Some(text) = value.__text() {
            self.entries.push_str(&entry(name, &text));
        }
    }

    /// Returns the line; `None` if no metric has a value.
    pub(crate) fn finish(self) -> Option<String> {
        (!self.entries.is_empty()).then(|| format!("{START}{}", self.entries))
    }
}
