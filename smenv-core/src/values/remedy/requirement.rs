//! What a field accepts, as far as a remedy depends on it.
use crate::values::value_type::ValueType;

/// What the field that refused a text takes.
pub(crate) struct Requirement<'w> {
    pub(crate) expected: &'w ValueType,
    /// What separates the items of a list, if not a comma.
    pub(crate) delimiter: Option<&'static str>,
    pub(crate) has_default: bool,
    /// Whether nothing has to be given.
    pub(crate) is_optional: bool,
    /// Whether the field takes this text.
    pub(crate) takes: &'w dyn Fn(&str) -> bool,
}
