//! Arguments that a person typed.

pub(crate) mod arguments;
pub(crate) mod problems;
pub(crate) mod secrets;
pub(crate) mod syntax;
pub(crate) mod words;
