//! The metric that a tuner optimizes.

use smenv_shared::reserved::TUNING_OBJECTIVE;

use crate::error::problem::Problem;
use crate::hyperparameters::fill::text_with_origin;
use crate::metrics::problems::unknown_objective;
use crate::metrics::spec::MetricsSpec;
use crate::source::source::Source;

/// Returns the problem of a tuner whose metric the program does not report.
pub(crate) fn problem(source: &Source, spec: &MetricsSpec) -> Option<Problem> {
    if spec.metrics().is_empty() {
        return None;
    }
    let (text, origin) = text_with_origin(source, TUNING_OBJECTIVE)?;
    unknown_objective(&text, Some(origin), spec)
}
