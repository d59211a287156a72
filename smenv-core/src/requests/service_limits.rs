//! What SageMaker does not accept in a request, whatever the program.

use std::collections::HashSet;

use serde_json::Value;
use smenv_shared::json::write::is_line_break;
use smenv_shared::limits::{
    MAX_CHANNELS, MAX_HYPERPARAMETERS, MAX_METRIC_NAME_LENGTH, MAX_METRIC_REGEX_LENGTH,
    MAX_METRICS, MAX_NAME_LENGTH, MAX_PARAMETER_RANGES, MAX_VALUE_LENGTH, is_channel_name,
};

use crate::error::problem::{Problem, ProblemKind, Subject};
use crate::render::display::DisplayValue;
use crate::requests::request::{RequestedJob, is_pending};
use crate::spec::spec::Spec;

/// Returns the problems of a job with the service. `spec` knows the secrets.
pub(super) fn problems(job: &RequestedJob, spec: &Spec) -> Vec<Problem> {
    let mut problems: Vec<Problem> = job.faults.iter().map(|fault| general(fault)).collect();
    let values = job
        .hyperparameters
        .iter()
        .map(|(name, value)| (name, value));
    let tuned = job
        .ranges
        .iter()
        .flat_map(|range| range.values().into_iter().map(|value| (&range.name, value)));
    for (name, value) in values.chain(tuned) {
        problems.extend(of_hyperparameter(name, value, spec));
    }
    let count = job.hyperparameters.len() + job.ranges.len();
    let channels = job.channels.as_deref().unwrap_or_default();
    let metrics = job.metrics.as_deref().unwrap_or_default();
    for (count, limit, what) in [
        (count, MAX_HYPERPARAMETERS, "hyperparameters"),
        (job.ranges.len(), MAX_PARAMETER_RANGES, "ranges to tune"),
        (channels.len(), MAX_CHANNELS, "channels"),
        (metrics.len(), MAX_METRICS, "metrics"),
    ] {
        if count > limit {
            let fault = format!("SageMaker accepts at most {limit} {what}, not {count}");
            problems.push(general(&fault));
        }
    }
    let mut names = HashSet::new();
    for channel in channels {
        problems.extend(of_channel(channel, &mut names));
    }
    problems.extend(metrics.iter().filter_map(of_metric));
    problems
}

/// Returns the problem of a request as a whole.
pub(super) fn general(reason: &str) -> Problem {
    Problem {
        reason: Some(reason.to_owned()),
        ..Problem::of_training_env(ProblemKind::Invalid)
    }
}

fn of_hyperparameter(name: &str, value: &Value, spec: &Spec) -> Option<Problem> {
    let length = |text: &str| text.chars().count();
    let problem = |reason: String| Problem {
        name: Some(name.to_owned()),
        reason: Some(reason),
        ..Problem::new(ProblemKind::Invalid)
    };
    if name.is_empty() || name.contains(is_line_break) {
        return Some(general(
            "SageMaker accepts no name that is empty or has a line break",
        ));
    }
    if length(name) > MAX_NAME_LENGTH {
        let reason = format!(
            "SageMaker accepts names of at most {MAX_NAME_LENGTH} characters, not {}",
            length(name)
        );
        return Some(problem(reason));
    }
    let (reason, remedy) = match value {
        Value::String(text) => {
            let reason = if length(text) > MAX_VALUE_LENGTH {
                format!(
                    "SageMaker accepts values of at most {MAX_VALUE_LENGTH} characters, not {}",
                    length(text)
                )
            } else if text.contains(is_line_break) {
                "SageMaker accepts no line break in a value: write it as a JSON string, with `\\n`"
                    .to_owned()
            } else {
                return None;
            };
            let given = DisplayValue::new(text, spec.hides_value(name, text));
            return Some(Problem {
                given: Some(given),
                ..problem(reason)
            });
        }
        value if is_pending(value) => return None,
        Value::Null => ("it is null", "remove it"),
        Value::Bool(_) => ("it is a Boolean", "write it in quotes"),
        Value::Number(_) => ("it is a number", "write it in quotes"),
        Value::Array(_) => ("it is a list", "write it as a string"),
        Value::Object(_) => ("it is an object", "write it as a string"),
    };
    Some(Problem {
        remedy: Some(remedy.to_owned()),
        ..problem(format!("{reason}; SageMaker accepts only strings"))
    })
}

fn of_channel<'v>(channel: &'v Value, names: &mut HashSet<&'v str>) -> Option<Problem> {
    let name = channel.get("ChannelName");
    if name.is_some_and(is_pending) {
        return None;
    }
    let Some(name) = name.and_then(Value::as_str) else {
        return Some(general("a channel has no \"ChannelName\""));
    };
    let reason = if !is_channel_name(name) {
        "SageMaker accepts names of channels of up to 64 ASCII letters, digits, `.`, `_` and `-`"
    } else if !names.insert(name) {
        "duplicate channel"
    } else {
        return None;
    };
    Some(Problem {
        subject: Subject::Channel,
        name: Some(name.to_owned()),
        reason: Some(reason.to_owned()),
        ..Problem::new(ProblemKind::Invalid)
    })
}

fn of_metric(metric: &Value) -> Option<Problem> {
    if ["Name", "Regex"]
        .iter()
        .any(|key| metric.get(*key).is_some_and(is_pending))
    {
        return None;
    }
    let text = |key: &str| metric.get(key).and_then(Value::as_str).unwrap_or_default();
    let (name, regex) = (text("Name"), text("Regex"));
    let (name_length, regex_length) = (name.chars().count(), regex.chars().count());
    let reason = if name.is_empty() {
        "a metric has no \"Name\"".to_owned()
    } else if name_length > MAX_METRIC_NAME_LENGTH {
        format!(
            "SageMaker accepts names of metrics of at most {MAX_METRIC_NAME_LENGTH} characters, not {name_length}"
        )
    } else if regex.is_empty() {
        format!("the metric {name} has no \"Regex\"")
    } else if regex_length > MAX_METRIC_REGEX_LENGTH {
        format!(
            "SageMaker accepts regular expressions of metrics of at most {MAX_METRIC_REGEX_LENGTH} characters; that of {name} has {regex_length}"
        )
    } else {
        return None;
    };
    Some(general(&reason))
}
