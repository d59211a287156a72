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
        let is_same = |name: &str| {
            name == range.name
                || spec
                    .find(name)
                    .is_some_and(|number| spec.find(&range.name) == Some(number))
        };
        let reason = if job.hyperparameters.iter().any(|(name, _)| is_same(name)) {
            Some("it has both a range and a fixed value: remove one of them".to_owned())
        } else if job.ranges[..at].iter().any(|other| is_same(&other.name)) {
            Some("it has two ranges: remove one of them".to_owned())
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
    let field = spec
        .find(&range.name)
        .and_then(|number| spec.hyperparameter(number))
        .map(|(_, field)| field);
    let is_integer =
        field.is_some_and(|field| matches!(field.expected(), ValueType::Integer { .. }));
    let is_nonzero = field
        .is_some_and(|field| matches!(field.expected(), ValueType::Integer { nonzero: true, .. }));
    match range.kind {
        RangeKind::Integer | RangeKind::Continuous => {
            if is_integer && range.kind == RangeKind::Continuous {
                return Some(
                    "it is an integer, but its range is continuous: move it to \"IntegerParameterRanges\""
                        .to_owned(),
                );
            }
            fault_of_numbers(range, is_nonzero)
        }
        RangeKind::Categorical if range.json.get("Values").is_some_and(is_pending) => None,
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

fn fault_of_numbers(range: &RequestedRange, is_nonzero: bool) -> Option<String> {
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
    if ends.iter().flatten().any(|end| !end.is_finite()) {
        return Some("its range has a bound that is not finite".to_owned());
    }
    if let ([Some(min), Some(max)], true) = (ends, is_nonzero) {
        if min <= 0.0 && max >= 0.0 {
            return Some(
                "its range contains 0, which the program rejects: start it at 1, or end it at -1"
                    .to_owned(),
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
