//! The constraints on a value beyond its type.

use crate::values::adapters::with::Reason;
use crate::values::value_error::ValueError;

/// Checks a value against a range. The error is the range in words, also if there is no value.
pub(crate) type RangeCheck<T> = fn(Option<&T>) -> Result<(), String>;

/// Checks a value, or a struct, with a function of the program.
pub type Rule<T> = fn(&T) -> Result<(), Reason>;

/// The reason why a field does not accept a value.
pub(crate) enum Rejection {
    /// The value is invalid or out of range. The text is the field's range in words.
    Invalid(ValueError, Option<String>),
    /// The rule with this name rejected the value.
    Rule(Reason, &'static str),
}
