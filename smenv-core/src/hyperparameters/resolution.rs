//! Resolves a lookup: to a value, an absence or a problem.

use crate::error::problem::Problem;
use crate::layers::candidate::{Candidate, Layer};
use crate::layers::lookup::Lookup;
use crate::values::value_type::ValueType;

/// A resolved lookup.
pub(crate) enum Resolution<'a> {
    Value(Candidate<'a>),
    /// No value, or this null.
    Absent(Option<Candidate<'a>>),
    /// Two values that differ, each with its name.
    Conflict(Box<[(String, Candidate<'a>); 2]>),
    Unreadable(Box<Problem>),
}

impl<'a> Resolution<'a> {
    /// Resolves a lookup. `accepts_absence` is whether the field has a default or is an `Option`.
    pub(crate) fn of(lookup: Lookup<'a>, expected: &ValueType, accepts_absence: bool) -> Self {
        let candidate = match lookup {
            Lookup::Found(candidate) => candidate,
            Lookup::Nothing => return Resolution::Absent(None),
            Lookup::Conflict(both) => return Resolution::Conflict(both),
            Lookup::Unreadable(problem) => return Resolution::Unreadable(problem),
        };
        let is_value = if candidate.is_null() {
            // Plain text in the config file may be `null`.
            matches!(expected, ValueType::Text) && candidate.is_null_text() && !accepts_absence
        } else {
            !is_unset(&candidate, expected, accepts_absence)
        };
        if is_value {
            Resolution::Value(candidate)
        } else {
            Resolution::Absent(Some(candidate))
        }
    }
}

/// Returns whether a variable counts as unset because it is empty or null.
fn is_unset(candidate: &Candidate<'_>, expected: &ValueType, accepts_absence: bool) -> bool {
    matches!(candidate.layer, Layer::Variable(_))
        && candidate.raw().text().is_ok_and(|text| {
            text.is_empty() && accepts_absence || text == "null" && !expected.is_text()
        })
}
