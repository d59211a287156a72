//! Calls the user's functions: `#[sm(with = module)]` and `#[sm(validate = function)]`.

use std::any::Any;
use std::borrow::Cow;
use std::fmt::Display;

use crate::values::adapters::option_like::{AsInner, OptionLike};
use crate::values::quote;
use crate::values::raw_value::{RawKind, RawValue};
use crate::values::value_error::ValueError;

/// Parses a field with `from_text`, which returns the value, or the value in the `Option`.
///
/// # Errors
/// If `from_text` fails.
pub fn with_read<T: OptionLike<V>, V, E: Display>(
    raw: RawValue<'_>,
    from_text: impl Fn(&str) -> Result<V, E>,
) -> Result<T, ValueError> {
    let text = raw.trimmed_unquoted()?;
    if raw.kind() == RawKind::Null || text.is_empty() || text == "None" || text == "null" {
        if let Some(absent) = T::absent() {
            return Ok(absent);
        }
    }
    from_text(&text)
        .map(T::wrap)
        .map_err(|error| ValueError::new(error.to_string()))
}

/// Returns the value of an absent hyperparameter; `None` if it is required.
pub fn with_absent<T: OptionLike<V>, V, E>(_: impl Fn(&str) -> Result<V, E>) -> Option<T> {
    T::absent()
}

/// Writes a field for `CreateTrainingJob`; `None` if omitting it has the same meaning.
pub fn with_write<T: AsInner<V>, V: ?Sized>(
    field: &T,
    to_text: impl Fn(&V) -> String,
) -> Option<String> {
    field
        .as_inner()
        .map(|value| quote::quoted_if_python_would_change_it(to_text(value)))
}

/// The reason why a rule rejects a value.
#[derive(Clone, Debug)]
pub struct Reason {
    pub(crate) text: String,
    /// Whether the text is a constant of the program, which cannot contain the value.
    pub(crate) is_constant: bool,
}

/// Calls a user's rule.
///
/// # Errors
/// If the rule rejects the value.
pub fn validate<T: AsInner<V>, V: ?Sized, E: Display + 'static>(
    field: &T,
    rule: impl Fn(&V) -> Result<(), E>,
) -> Result<(), Reason> {
    field
        .as_inner()
        .map_or(Ok(()), |value| rule(value).map_err(|error| reason(&error)))
}

#[cold]
fn reason<E: Display + 'static>(error: &E) -> Reason {
    let any: &dyn Any = error;
    let is_borrowed = any
        .downcast_ref()
        .is_some_and(|text| matches!(text, Cow::<'static, str>::Borrowed(_)));
    // A type without a size contains nothing.
    let is_constant = any.is::<&'static str>() || is_borrowed || size_of::<E>() == 0;
    Reason {
        text: error.to_string(),
        is_constant,
    }
}
