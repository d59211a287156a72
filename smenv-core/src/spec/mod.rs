//! The table of a struct's hyperparameters, made by the compiler.

pub(crate) mod const_checks;
pub(crate) mod const_str;
pub(crate) mod docs;
pub(crate) mod name_structs;
pub(crate) mod spec;
