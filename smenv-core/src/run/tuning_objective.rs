//! The metric that a tuner optimizes.

use crate::error::problem::Problem;
use crate::hyperparameters::fill::text_with_origin;
use crate::metrics::problems::unknown_metric;
use crate::metrics::spec::MetricsSpec;
use crate::source::source::Source;
use crate::values::quote::unquoted;

/// The hyperparameter in which a tuner names the metric.
const NAME: &str = "_tuning_objective_metric";

/// Returns the problem of a tuner whose metric the program does not report.
pub(crate) fn problem(source: &Source, spec: &MetricsSpec) -> Option<Problem> {
    if spec.metrics().is_empty() {
        return None;
    }
    let (metric, origin) = text_with_origin(source, NAME)?;
    let metric = unquoted(metric);
    if metric.is_empty() {
        return None;
    }
    unknown_metric(Some(NAME), &metric, Some(origin), spec)
}
