//! The problems of metrics.

#[cfg(feature = "serde")]
use smenv_shared::metrics::regex;
use smenv_shared::reserved::TUNING_OBJECTIVE;
use smenv_shared::suggest::nearest;

use crate::error::problem::{Origin, Problem, ProblemKind};
use crate::metrics::spec::{MetricSpec, MetricsSpec};
use crate::render::display::DisplayValue;
use crate::values::quote::unquoted;

/// Returns the problem of the hyperparameter in which a tuner names its metric, if the program does
/// not report that.
pub(crate) fn unknown_objective(
    text: &str,
    origin: Option<Origin>,
    spec: &MetricsSpec,
) -> Option<Problem> {
    let metric = unquoted(text.to_owned());
    let is_given = !metric.is_empty();
    is_given
        .then(|| unknown_metric(Some(TUNING_OBJECTIVE), &metric, origin, spec))
        .flatten()
}

/// Returns the problem of a metric that the program does not report. A program that does not declare
/// its metrics may report any.
pub(crate) fn unknown_metric(
    name: Option<&str>,
    metric: &str,
    origin: Option<Origin>,
    spec: &MetricsSpec,
) -> Option<Problem> {
    let names: Vec<&str> = spec.metrics().iter().map(MetricSpec::name).collect();
    if names.is_empty() || names.contains(&metric) {
        return None;
    }
    Some(Problem {
        name: name.map(str::to_owned),
        origin,
        given: Some(DisplayValue::new(metric, false)),
        reason: Some("the program does not report this metric".to_owned()),
        expected: Some(match &names[..] {
            [only] => (*only).to_owned(),
            names => format!("one of {}", names.join(", ")),
        }),
        suggestion: nearest(metric, &names).map(str::to_owned),
        ..Problem::new(ProblemKind::Invalid)
    })
}

/// Returns the problem of a metric of the program with a regular expression that may not find it.
#[cfg(feature = "serde")]
pub(crate) fn other_regex(name: &str, given: &str, spec: &MetricsSpec) -> Option<Problem> {
    let is_known = spec.metrics().iter().any(|metric| metric.name() == name);
    let right = regex(name);
    (is_known && !given.is_empty() && given != right).then(|| Problem {
        given: Some(DisplayValue::new(given, false)),
        reason: Some(format!("the program reports {name} in another form")),
        remedy: Some(format!("write the regular expression `{right}`")),
        ..Problem::of_training_env(ProblemKind::Invalid)
    })
}
