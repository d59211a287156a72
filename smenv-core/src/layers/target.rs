//! What is looked for.
use crate::values::value_type::ValueType;

/// A field, or a name that is not a field's.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Target<'n> {
    /// The hyperparameter of this number.
    Field(usize),
    /// A name that is not a field's, as the entry of a `rest` map.
    Name(&'n str),
}

/// What is looked for, and what is expected of it.
#[derive(Clone, Copy)]
pub(crate) struct Request<'r> {
    pub(crate) target: Target<'r>,
    pub(crate) expected: &'r ValueType,
    pub(crate) is_secret: bool,
}
