//! What SageMaker does not accept in a request, whatever the program.

use serde_json::Value;
use smenv_shared::json::write::is_line_break;
use smenv_shared::limits::{
    MAX_CHANNELS, MAX_HYPERPARAMETERS, MAX_METRIC_NAME_LENGTH, MAX_METRIC_REGEX_LENGTH,
    MAX_METRICS, MAX_NAME_LENGTH, MAX_PARAMETER_RANGES, MAX_VALUE_LENGTH, is_channel_name,
};
use smenv_shared::secret_names::looks_secret;

use crate::error::problem::{Problem, ProblemKind, Subject};
use crate::render::display::DisplayValue;
use crate::requests::request::RequestedJob;

/// Returns the problems of a job with the service.
pub(super) fn problems(job: &RequestedJob) -> Vec<Problem> {
    let mut problems = Vec::new();
    let values = job
        .hyperparameters
        .iter()
        .map(|(name, value)| (name, value));
    let tuned = job
        .tuned
        .iter()
        .flat_map(|(name, values)| values.iter().map(move |value| (name, value)));
    for (name, value) in values.chain(tuned) {
        problems.extend(of_hyperparameter(name, value));
    }
    let count = job.hyperparameters.len() + job.tuned.len();
    let channels = job.channels.as_deref().unwrap_or_default();
    for (count, limit, what) in [
        (count, MAX_HYPERPARAMETERS, "hyperparameters"),
        (job.tuned.len(), MAX_PARAMETER_RANGES, "ranges to tune"),
        (channels.len(), MAX_CHANNELS, "channels"),
        (job.metrics.len(), MAX_METRICS, "metrics"),
    ] {
        if count > limit {
            problems.push(Problem {
                reason: Some(format!(
                    "SageMaker accepts at most {limit} {what}, not {count}"
                )),
                ..Problem::of_training_env(ProblemKind::Invalid)
            });
        }
    }
    problems.extend(channels.iter().filter_map(of_channel));
    problems.extend(job.metrics.iter().filter_map(of_metric));
    problems
}

fn of_hyperparameter(name: &str, value: &Value) -> Option<Problem> {
    let length = |text: &str| text.chars().count();
    let is_secret = looks_secret(name);
    let reason = match value {
        _ if length(name) > MAX_NAME_LENGTH => format!(
            "SageMaker accepts names of at most {MAX_NAME_LENGTH} characters, not {}",
            length(name)
        ),
        Value::String(text) if length(text) > MAX_VALUE_LENGTH => format!(
            "SageMaker accepts values of at most {MAX_VALUE_LENGTH} characters, not {}",
            length(text)
        ),
        Value::String(text) if text.contains(is_line_break) => {
            "SageMaker accepts no line break in a value: write it as a JSON string, with `\\n`"
                .to_owned()
        }
        Value::String(_) => return None,
        Value::Object(_) if is_of_pipeline(value) => return None,
        other => {
            let kind = match other {
                Value::Null => "null",
                Value::Bool(_) => "a Boolean",
                Value::Number(_) => "a number",
                Value::Array(_) => "a list",
                _ => "an object",
            };
            let text = other.to_string();
            return Some(Problem {
                name: Some(name.to_owned()),
                reason: Some(format!("it is {kind}, but SageMaker accepts strings")),
                given: Some(DisplayValue::new(&text, is_secret)),
                remedy: (!is_secret && text.len() <= 40)
                    .then(|| format!("write {}", Value::String(text))),
                ..Problem::new(ProblemKind::Invalid)
            });
        }
    };
    let text = value.as_str().unwrap_or_default();
    Some(Problem {
        name: Some(name.to_owned()),
        reason: Some(reason),
        given: Some(DisplayValue::new(text, is_secret)),
        ..Problem::new(ProblemKind::Invalid)
    })
}

/// Returns whether a value is known only when a pipeline runs: `{"Get": "Parameters.Epochs"}`.
pub(super) fn is_of_pipeline(value: &Value) -> bool {
    let Value::Object(object) = value else {
        return false;
    };
    object.len() == 1
        && object
            .keys()
            .all(|key| key == "Get" || key.starts_with("Std:"))
}

fn of_channel(channel: &Value) -> Option<Problem> {
    let name = channel.get("ChannelName").and_then(Value::as_str);
    let reason = match name {
        None => "a channel has no \"ChannelName\"",
        Some(name) if !is_channel_name(name) => {
            "SageMaker accepts names of channels of up to 64 ASCII letters, digits, `.`, `_` and `-`"
        }
        Some(_) => return None,
    };
    Some(Problem {
        subject: Subject::Channel,
        name: name.map(str::to_owned),
        reason: Some(reason.to_owned()),
        ..Problem::new(ProblemKind::Invalid)
    })
}

fn of_metric(metric: &Value) -> Option<Problem> {
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
    Some(Problem {
        reason: Some(reason),
        ..Problem::of_training_env(ProblemKind::Invalid)
    })
}
