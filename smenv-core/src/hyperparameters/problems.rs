//! Describes the problems of hyperparameters. Each function returns one; the reader keeps them.

use crate::error::problem::{Origin, Problem, ProblemKind};
use crate::hyperparameters::check::Rejection;
use crate::layers::candidate::{Candidate, Layer};
use crate::layers::target::{Request, Target};
use crate::render::display::{DisplayName, DisplayValue};
use crate::spec::spec::Spec;
use crate::values::adapters::with::Reason;
use crate::values::interval::Interval;
use crate::values::quote::unquoted;
use crate::values::raw_value::RawValue;
use crate::values::remedy::remedy::remedy;
use crate::values::remedy::requirement::Requirement;
use crate::values::value_error::{ValueError, ValueErrorInner};
use crate::values::value_type::ValueType;

/// The subject of a problem.
#[derive(Clone, Copy)]
pub(crate) struct About<'r> {
    pub(crate) spec: &'r Spec,
    pub(crate) request: Request<'r>,
}

impl<'r> About<'r> {
    /// Returns the canonical name.
    pub(crate) fn name(&self) -> String {
        match self.request.target {
            Target::Field(number) => self
                .spec
                .hyperparameter(number)
                .map_or_else(String::new, |(name, _)| name),
            Target::Name(name) => name.to_owned(),
        }
    }

    /// Returns the type and range in words.
    pub(crate) fn expected(&self, range: Option<&Interval>) -> String {
        self.request.expected.within(range)
    }

    /// Returns whether its value `text` must not be shown.
    fn hides(&self, text: &str) -> bool {
        let is_secret = match self.request.target {
            Target::Field(number) => self.spec.is_secret(number),
            Target::Name(_) => false,
        };
        self.request.is_secret || is_secret || self.spec.may_hold_secret(&self.name(), text)
    }

    /// Marks it as a secret if `is_hidden`, or if its value `text` must not be shown.
    fn hiding(mut self, is_hidden: bool, text: &str) -> Self {
        self.request.is_secret = is_hidden || self.hides(text);
        self
    }

    fn is_list(&self) -> bool {
        match self.request.target {
            Target::Field(number) => self
                .spec
                .hyperparameter(number)
                .is_some_and(|(_, field)| field.is_list()),
            Target::Name(_) => false,
        }
    }
}

/// Returns the problem of a required value that is missing or null.
pub(crate) fn missing(
    about: &About<'_>,
    null: Option<Candidate<'_>>,
    range: Option<&Interval>,
) -> Problem {
    Problem {
        name: Some(about.name()),
        reason: null.is_some().then(|| "it is null".to_owned()),
        origin: null.map(|null| null.layer.origin()),
        expected: Some(about.expected(range)),
        ..Problem::new(ProblemKind::Missing)
    }
}

/// Returns the problem of a value that the field does not accept.
pub(crate) fn rejected(
    about: About<'_>,
    raw: RawValue<'_>,
    layer: Layer<'_>,
    rejection: Rejection,
    requirement: &Requirement<'_>,
) -> Problem {
    let about = about.hiding(layer.hides(), &raw.text().unwrap_or_default());
    let problem = match rejection {
        Rejection::Invalid(error, range) => {
            invalid(&about, raw, error, range.as_deref(), requirement)
        }
        Rejection::Rule(reason, rule) => rejected_by_rule(&about, reason, rule),
    };
    Problem {
        name: Some(about.name()),
        origin: Some(layer.origin()),
        given: Some(raw.shown(about.request.is_secret)),
        ..problem
    }
}

/// Returns the problem of a default that the field does not accept; `text` is its encoded value.
pub(crate) fn rejected_default(
    about: About<'_>,
    rejection: Rejection,
    text: Option<String>,
) -> Problem {
    let text = text.map(unquoted);
    let about = about.hiding(false, text.as_deref().unwrap_or_default());
    let problem = match rejection {
        Rejection::Invalid(_, range) => Problem {
            expected: Some(about.expected(range.as_deref())),
            ..Problem::new(ProblemKind::OutOfRange)
        },
        Rejection::Rule(reason, rule) => rejected_by_rule(&about, reason, rule),
    };
    Problem {
        name: Some(about.name()),
        origin: Some(Origin::Default),
        given: text.map(|text| DisplayValue::new(&text, about.request.is_secret)),
        ..problem
    }
}

/// Returns the problem of two values that differ, each with its name.
pub(crate) fn conflict(about: &About<'_>, [a, b]: &[(String, Candidate<'_>); 2]) -> Problem {
    let is_hidden =
        |candidate: &Candidate<'_>| about.hides(&candidate.raw().text().unwrap_or_default());
    let hides = is_hidden(&a.1) || is_hidden(&b.1);
    let side = |(name, candidate): &(String, Candidate<'_>)| {
        let origin = candidate.layer.origin().to_string();
        let shown = candidate.shown(hides);
        if *name == origin || about.spec.may_hold_secret("", name) {
            format!("{shown} ({origin})")
        } else {
            format!("{shown} as {name} ({origin})")
        }
    };
    let remedy = match (a.1.layer, b.1.layer) {
        (Layer::Argument(name), Layer::Argument(_)) if !hides && about.is_list() => {
            if is_item(&a.1.text) && is_item(&b.1.text) {
                format!("write `{name} {} {}`", a.1.text, b.1.text)
            } else {
                format!("write all items after one `{name}`")
            }
        }
        _ => "keep one of them".to_owned(),
    };
    let (a, b) = (side(a), side(b));
    Problem {
        name: Some(about.name()),
        reason: Some(format!("given twice, with different values: {a} and {b}")),
        remedy: Some(remedy),
        ..Problem::new(ProblemKind::Conflict)
    }
}

/// Returns whether a text is an item of a list on the command line, without quotes: neither a list
/// itself nor a long text.
fn is_item(text: &str) -> bool {
    const MAX_LENGTH: usize = 20;
    let is_plain = |c: char| c.is_alphanumeric() || "-_.:/=+@%".contains(c);
    text.len() <= MAX_LENGTH && text.chars().all(is_plain)
}

/// Completes the problem of an unreadable value with its field.
pub(crate) fn unreadable(about: &About<'_>, problem: Problem, range: Option<&Interval>) -> Problem {
    // A text that is cut still shows whether it is secret, since a secret comes after its name.
    let given = problem.given.map(|given| {
        if given.text().is_some_and(|text| about.hides(text)) {
            DisplayValue::Redacted
        } else {
            given
        }
    });
    Problem {
        name: Some(about.name()),
        given,
        expected: problem.expected.or_else(|| Some(about.expected(range))),
        ..problem
    }
}

/// Returns the problem of a name that is not a valid key of its `rest` map.
pub(crate) fn key(
    name: &str,
    origin: Option<Origin>,
    error: ValueError,
    expected: &ValueType,
) -> Problem {
    let reason = error.0.reason.map(|reason| format!(": {reason}"));
    Problem {
        name: Some(name.to_owned()),
        origin,
        reason: Some(format!("invalid map key{}", reason.unwrap_or_default())),
        expected: Some(expected.to_string()),
        suggestion: error.0.near.map(str::to_owned),
        ..Problem::new(error.0.kind)
    }
}

/// Removes the name from a problem if it may contain a secret: in JSON, any text can be a name.
pub(crate) fn hide_name(problem: &mut Problem, spec: &Spec) {
    let holds_secret = |name: &str| spec.may_hold_secret("", name);
    if problem.name.as_deref().is_some_and(holds_secret) {
        problem.name = None;
        problem.suggestion = None;
        problem.reason = Some("redacted: may contain a secret".to_owned());
    }
    if let Some(Origin::Argument(name) | Origin::Variable(name)) = &problem.origin {
        if holds_secret(name) {
            problem.origin = Some(Origin::Argument("arguments".to_owned()));
        }
    }
}

/// Returns a replacement for the reason of a rule, which may quote one of these secrets.
pub(crate) fn redacted_reason(rule: &str, secrets: &[String]) -> String {
    let secrets: Vec<String> = secrets
        .iter()
        .map(|secret| DisplayName(secret).to_string())
        .collect();
    let rule = if rule.is_empty() {
        String::new()
    } else {
        format!(" by `{rule}`")
    };
    let noun = if secrets.len() == 1 {
        "secret"
    } else {
        "secrets"
    };
    let secrets = secrets.join(", ");
    format!("validation{rule} failed (reason redacted: it may quote the {noun} {secrets})")
}

fn rejected_by_rule(about: &About<'_>, reason: Reason, rule: &str) -> Problem {
    // A reason may quote the value.
    let is_redacted = about.request.is_secret && !reason.is_constant;
    let reason = if is_redacted {
        redacted_reason(rule, &[about.name()])
    } else {
        reason.text
    };
    Problem {
        reason: Some(reason),
        ..Problem::new(ProblemKind::Rejected)
    }
}

/// Returns the problem of a value that is invalid or out of range, with a remedy.
fn invalid(
    about: &About<'_>,
    raw: RawValue<'_>,
    error: ValueError,
    range: Option<&Interval>,
    requirement: &Requirement<'_>,
) -> Problem {
    let kind = error.kind();
    let expected = Some(about.expected(range));
    // The reason and the remedy may quote the value.
    if about.request.is_secret {
        return Problem {
            expected,
            ..Problem::new(kind)
        };
    }
    let text = raw.text().unwrap_or_default();
    let error = error.with_range(&text, range);
    // The nearest choice or the range already shows what to write.
    let is_clear = error.0.near.is_some() || kind == ProblemKind::OutOfRange;
    let error = if is_clear {
        error
    } else {
        error.with_remedy(remedy(&text, requirement))
    };
    let ValueErrorInner {
        reason,
        near,
        remedy,
        ..
    } = *error.0;
    Problem {
        reason: reason.map(Into::into),
        expected,
        suggestion: near.map(str::to_owned),
        remedy,
        ..Problem::new(kind)
    }
}
