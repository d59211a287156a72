//! The metrics of a request, and the one that a tuner optimizes.

use serde_json::Value;

use crate::error::problem::Problem;
use crate::metrics::problems::{other_regex, unknown_metric};
use crate::metrics::spec::{MetricSpec, MetricsSpec, Objective};
use crate::requests::request::{RequestedJob, is_pending};
use crate::requests::service_limits::general;

/// The hyperparameter in which a tuner names the metric.
const NAME: &str = "_tuning_objective_metric";

/// Returns the problems of a job's metrics. A program that does not declare its metrics may report
/// any.
pub(super) fn problems(job: &RequestedJob, spec: &MetricsSpec) -> Vec<Problem> {
    let mut problems = Vec::new();
    if spec.metrics().is_empty() {
        return problems;
    }
    let text = |value: &Value, key: &str| {
        let text = value.get(key).and_then(Value::as_str);
        text.unwrap_or_default().to_owned()
    };
    for metric in job.metrics.iter().flatten() {
        problems.extend(other_regex(
            &text(metric, "Name"),
            &text(metric, "Regex"),
            spec,
        ));
    }
    for (name, value) in &job.hyperparameters {
        if let Some(metric) = value
            .as_str()
            .filter(|metric| name == NAME && !metric.is_empty())
        {
            problems.extend(unknown_metric(Some(NAME), metric, None, spec));
        }
    }
    let Some(objective) = &job.objective else {
        return problems;
    };
    if ["MetricName", "Type"]
        .iter()
        .any(|key| objective.get(*key).is_some_and(is_pending))
    {
        return problems;
    }
    let (metric, aim) = (text(objective, "MetricName"), text(objective, "Type"));
    let known = spec.metrics().iter().find(|known| known.name() == metric);
    match known.map(MetricSpec::objective) {
        None => problems.extend(unknown_metric(None, &metric, None, spec)),
        Some(None) => problems.push(general(&format!(
            "the program declares {metric} neither `minimize` nor `maximize`, so it cannot be the objective"
        ))),
        Some(Some(right)) => {
            let right = match right {
                Objective::Minimize => "Minimize",
                Objective::Maximize => "Maximize",
            };
            if aim != right {
                let fault = format!(
                    "the \"Type\" of the objective {metric} is {aim:?}, but the program declares \"{right}\""
                );
                problems.push(general(&fault));
            }
            let is_defined = |metrics: &Vec<Value>| metrics.iter().any(|known| text(known, "Name") == metric);
            if !job.metrics.as_ref().is_none_or(is_defined) {
                problems.push(general(&format!(
                    "the objective {metric} is not in \"MetricDefinitions\", so the tuner would find no value"
                )));
            }
        }
    }
    problems
}
