//! The target of a lookup.

use crate::values::value_type::ValueType;

/// A field, or a name that is not a field's.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Target<'n> {
    /// The hyperparameter with this number.
    Field(usize),
    /// A name that no field has, such as an entry of a `rest` map.
    Name(&'n str),
}

/// A target and its type.
#[derive(Clone, Copy)]
pub(crate) struct Request<'r> {
    pub(crate) target: Target<'r>,
    pub(crate) expected: &'r ValueType,
    pub(crate) is_secret: bool,
}
