//! The tokens that the user wrote: structs, types, expressions and their spans.

pub(crate) mod cursor;
pub(crate) mod fragments;
pub(crate) mod input;
pub(crate) mod nesting;
pub(crate) mod spans;
pub(crate) mod text;
pub(crate) mod tokens;
pub(crate) mod type_kinds;
pub(crate) mod types;
