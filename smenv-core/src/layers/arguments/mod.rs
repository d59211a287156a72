//! Arguments typed by a person.

pub(crate) mod arguments;
pub(crate) mod problems;
pub(crate) mod secrets;
pub(crate) mod words;
