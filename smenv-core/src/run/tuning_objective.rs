//! The metric that a tuner optimizes.

use smenv_shared::suggest::nearest;

use crate::error::problem::{Problem, ProblemKind};
use crate::hyperparameters::fill::text_with_origin;
use crate::metrics::spec::{MetricSpec, MetricsSpec};
use crate::render::display::DisplayValue;
use crate::source::source::Source;
use crate::values::quote::unquoted;

/// The hyperparameter in which a tuner names the metric.
const NAME: &str = "_tuning_objective_metric";

/// Returns the problem of a tuner whose metric the program does not report. A program that does not
/// declare its metrics may report any.
pub(crate) fn problem(source: &Source, spec: &MetricsSpec) -> Option<Problem> {
    let names: Vec<&str> = spec.metrics().iter().map(MetricSpec::name).collect();
    if names.is_empty() {
        return None;
    }
    let (metric, origin) = text_with_origin(source, NAME)?;
    let metric = unquoted(metric);
    if metric.is_empty() || names.contains(&&*metric) {
        return None;
    }
    Some(Problem {
        name: Some(NAME.to_owned()),
        origin: Some(origin),
        given: Some(DisplayValue::new(&metric, false)),
        reason: Some("the program does not report this metric".to_owned()),
        expected: Some(match &names[..] {
            [only] => (*only).to_owned(),
            names => format!("one of {}", names.join(", ")),
        }),
        suggestion: nearest(&metric, &names).map(str::to_owned),
        ..Problem::new(ProblemKind::Invalid)
    })
}
