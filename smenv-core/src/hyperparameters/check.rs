//! The constraints on a value beyond its type.

use crate::values::adapters::with::Reason;
use crate::values::interval::Interval;
use crate::values::value_error::ValueError;

/// Checks a value against a range. The error is the range, also if there is no value.
pub(crate) type RangeCheck<T> = fn(Option<&T>) -> Result<(), Box<Interval>>;

/// Checks a value, or a struct, with a function of the program.
pub type Rule<T> = fn(&T) -> Result<(), Reason>;

/// The reason why a field does not accept a value.
pub(crate) enum Rejection {
    /// The value is invalid or out of range. The interval is the field's range.
    Invalid(ValueError, Option<Box<Interval>>),
    /// The rule with this name rejected the value.
    Rule(Reason, &'static str),
}
