//! The properties of a field that its remedies depend on.

use crate::values::value_type::ValueType;

/// What a field accepts.
pub(crate) struct Requirement<'r> {
    pub(crate) expected: &'r ValueType,
    /// The separator of the items of a list, if not a comma.
    pub(crate) delimiter: Option<&'static str>,
    pub(crate) has_default: bool,
    /// Whether the hyperparameter can be omitted.
    pub(crate) is_optional: bool,
    /// Returns whether the field accepts a text.
    pub(crate) accepts: &'r dyn Fn(&str) -> bool,
}
