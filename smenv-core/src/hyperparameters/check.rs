//! What a value must satisfy beyond its type.
use crate::values::adapters::with::Reason;
use crate::values::value_error::ValueError;

/// A range: `Ok` if the value is inside, else the range in words; without a value, the range in
/// words.
pub(crate) type Range<T> = fn(Option<&T>) -> Result<(), String>;

/// A rule: `Ok` if the value satisfies it, else why not.
pub type Rule<T> = fn(&T) -> Result<(), Reason>;

/// Why a field does not accept a value.
pub(crate) enum Rejection {
    /// The value is invalid or out of range; with the field's range in words.
    Invalid(ValueError, Option<String>),
    /// The rule of this name rejected it.
    Rule(Reason, &'static str),
}
