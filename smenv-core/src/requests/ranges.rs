//! What is wrong with a range of a tuning job, whatever values the program accepts.

use serde_json::Value;
use smenv_shared::limits::MAX_CHOICES;

use crate::error::problem::{Problem, ProblemKind};
use crate::requests::request::{RangeKind, RequestedJob, RequestedRange, is_pending};
use crate::shapes::parameter_ranges::HyperParameterScalingType;
use crate::spec::spec::Spec;
use crate::values::value_type::ValueType;

/// Returns the problems of the ranges of a job.
pub(super) fn problems(job: &RequestedJob, spec: &Spec) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (at, range) in job.ranges.iter().enumerate() {
        let is_fixed = job
            .hyperparameters
            .iter()
            .any(|(name, _)| *name == range.name);
        let is_repeated = job.ranges[..at]
            .iter()
            .any(|other| other.name == range.name);
        let reason = if is_fixed || is_repeated {
            Some("it has both a range and another value or range".to_owned())
        } else {
            fault(range, spec)
        };
        problems.extend(reason.map(|reason| Problem {
            name: Some(range.name.clone()),
            reason: Some(reason),
            ..Problem::new(ProblemKind::Invalid)
        }));
    }
    problems
}

fn fault(range: &RequestedRange, spec: &Spec) -> Option<String> {
    let is_integer = spec
        .find(&range.name)
        .and_then(|number| spec.hyperparameter(number))
        .is_some_and(|(_, field)| matches!(field.expected(), ValueType::Integer { .. }));
    match range.kind {
        RangeKind::Integer | RangeKind::Continuous => {
            if is_integer && range.kind == RangeKind::Continuous {
                return Some(
                    "it is an integer, but its range is continuous: move it to \"IntegerParameterRanges\""
                        .to_owned(),
                );
            }
            fault_of_numbers(range)
        }
        RangeKind::Categorical => match range.json.get("Values").and_then(Value::as_array) {
            None => Some("its range has no \"Values\"".to_owned()),
            Some(values) if values.is_empty() => Some("its range has no values".to_owned()),
            Some(values) if values.len() > MAX_CHOICES => Some(format!(
                "its range has {} values, but SageMaker accepts at most {MAX_CHOICES}",
                values.len()
            )),
            Some(_) => None,
        },
        RangeKind::Auto => None,
    }
}

fn fault_of_numbers(range: &RequestedRange) -> Option<String> {
    let mut ends = [None, None];
    for (end, key) in ends.iter_mut().zip(["MinValue", "MaxValue"]) {
        match range.json.get(key).filter(|value| !value.is_null()) {
            None => return Some(format!("its range has no {key:?}")),
            Some(value) => {
                *end = value
                    .as_str()
                    .and_then(|text| text.trim().parse::<f64>().ok())
            }
        }
    }
    if let [Some(min), Some(max)] = ends {
        if min > max {
            return Some(
                "its range is empty: \"MinValue\" is greater than \"MaxValue\"".to_owned(),
            );
        }
    }
    let scaling = range
        .json
        .get("ScalingType")
        .filter(|value| !value.is_null() && !is_pending(value))?;
    let known: Result<HyperParameterScalingType, _> = serde_json::from_value(scaling.clone());
    match (known, ends) {
        (Err(_), _) => Some(format!(
            "unknown \"ScalingType\" {scaling}; expected one of Auto, Linear, Logarithmic, ReverseLogarithmic"
        )),
        (Ok(HyperParameterScalingType::Logarithmic), [Some(min), _]) if min <= 0.0 => {
            Some("a logarithmic range must start above 0".to_owned())
        }
        (Ok(HyperParameterScalingType::ReverseLogarithmic), [Some(min), Some(max)])
            if min < 0.0 || max >= 1.0 =>
        {
            Some("a reverse logarithmic range must be from 0 to less than 1".to_owned())
        }
        _ => None,
    }
}
