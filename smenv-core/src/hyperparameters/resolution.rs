//! Whether what was found is a value, an absence or a problem.
use crate::error::problem::Problem;
use crate::layers::candidate::{Candidate, Layer};
use crate::layers::lookup::Lookup;
use crate::values::value_type::ValueType;

/// What a field is made of.
pub(crate) enum Resolution<'a> {
    /// A value.
    Value(Candidate<'a>),
    /// Nothing, or this null.
    Absent(Option<Candidate<'a>>),
    /// Two values that differ, each with the name under which it was given.
    Conflict(Box<[(String, Candidate<'a>); 2]>),
    /// A value that cannot be read, and why.
    Unreadable(Box<Problem>),
}

impl<'a> Resolution<'a> {
    /// `accepts_absence` is whether the field has a default, or is an `Option`.
    #[cold]
    pub(crate) fn of(lookup: Lookup<'a>, expected: &ValueType, accepts_absence: bool) -> Self {
        let found = match lookup {
            Lookup::Found(found) => found,
            Lookup::Nothing => return Resolution::Absent(None),
            Lookup::Conflict(both) => return Resolution::Conflict(both),
            Lookup::Unreadable(problem) => return Resolution::Unreadable(problem),
        };
        let is_value = if found.is_null() {
            // The config file has the very text, which a plain text type takes as it is.
            matches!(expected, ValueType::Text) && found.spells_null() && !accepts_absence
        } else {
            !is_unset(&found, expected, accepts_absence)
        };
        if is_value {
            Resolution::Value(found)
        } else {
            Resolution::Absent(Some(found))
        }
    }
}

/// Returns whether a variable that overrides nothing is empty or null.
fn is_unset(found: &Candidate<'_>, expected: &ValueType, accepts_absence: bool) -> bool {
    matches!(found.by, Layer::Variable(_))
        && found.raw().text().is_ok_and(|text| {
            text.is_empty() && accepts_absence || text == "null" && !expected.is_text()
        })
}
