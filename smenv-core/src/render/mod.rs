//! How messages and tables show values.

pub(crate) mod code;
pub(crate) mod display;
pub(crate) mod secrets;
pub(crate) mod table;
