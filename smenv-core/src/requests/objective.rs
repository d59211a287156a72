//! The metrics of a request, and the one that a tuner optimizes.

use serde_json::Value;
use smenv_shared::names::are_equivalent;
use smenv_shared::reserved::TUNING_OBJECTIVE;

use crate::error::problem::Problem;
use crate::metrics::problems::{other_regex, unknown_metric, unknown_objective};
use crate::metrics::spec::{MetricSpec, MetricsSpec, Objective};
use crate::requests::request::{RequestedJob, is_pending};
use crate::requests::service_limits::general;

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
        if let Some(text) = value
            .as_str()
            .filter(|_| are_equivalent(name, TUNING_OBJECTIVE))
        {
            problems.extend(unknown_objective(text, None, spec));
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
    if metric.is_empty() {
        problems.push(general("the objective has no \"MetricName\""));
        return problems;
    }
    let known = spec.metrics().iter().find(|known| known.name() == metric);
    match known.map(MetricSpec::objective) {
        None => problems.extend(unknown_metric(None, &metric, None, spec)),
        Some(None) => problems.push(general(&format!(
            "the objective {metric} has neither `#[sm(minimize)]` nor `#[sm(maximize)]` in the program"
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
