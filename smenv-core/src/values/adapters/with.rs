//! What the derive calls around a user's own functions: `#[sm(with = module)]` and
//! `#[sm(validate = function)]`.
use std::any::Any;
use std::borrow::Cow;
use std::fmt::Display;

use crate::values::adapters::option_like::{AsInner, OptionLike};
use crate::values::quote;
use crate::values::raw_value::{RawKind, RawValue};
use crate::values::value_error::ValueError;

/// Reads a field by `from_text`, which makes what is in the field: the value, or what its `Option`
/// holds.
///
/// # Errors
/// What `from_text` says.
pub fn with_read<T: OptionLike<V>, V, E: Display>(
    raw: RawValue<'_>,
    from_text: impl Fn(&str) -> Result<V, E>,
) -> Result<T, ValueError> {
    let text = raw.trimmed_unquoted()?;
    if raw.form() == RawKind::Null || text.is_empty() || text == "None" || text == "null" {
        if let Some(absent) = T::absent() {
            return Ok(absent);
        }
    }
    from_text(&text)
        .map(T::wrap)
        .map_err(|error| ValueError::new(error.to_string()))
}

/// What absence means.
pub fn with_absent<T: OptionLike<V>, V, E>(_: impl Fn(&str) -> Result<V, E>) -> Option<T> {
    T::absent()
}

/// The text that leaves.
pub fn with_write<T: AsInner<V>, V: ?Sized>(
    field: &T,
    to_text: impl Fn(&V) -> String,
) -> Option<String> {
    field
        .look()
        .map(|value| quote::quoted_where_python_would_change_it(to_text(value)))
}

/// ValueErrorInner a rule refuses a value.
#[derive(Clone, Debug)]
pub struct Reason {
    pub(crate) text: String,
    /// Whether the text stands in the program, so that no value can be in it.
    pub(crate) is_constant: bool,
}

/// Asks a user's rule.
///
/// # Errors
/// What the rule says.
pub fn validate<T: AsInner<V>, V: ?Sized, E: Display + 'static>(
    field: &T,
    rule: impl Fn(&V) -> Result<(), E>,
) -> Result<(), Reason> {
    field
        .look()
        .map_or(Ok(()), |value| rule(value).map_err(|error| reason(&error)))
}

#[cold]
fn reason<E: Display + 'static>(error: &E) -> Reason {
    let any: &dyn Any = error;
    let is_borrowed = any
        .downcast_ref()
        .is_some_and(|text| matches!(text, Cow::<'static, str>::Borrowed(_)));
    // What has no size holds nothing.
    let is_constant = any.is::<&'static str>() || is_borrowed || size_of::<E>() == 0;
    Reason {
        text: error.to_string(),
        is_constant,
    }
}
