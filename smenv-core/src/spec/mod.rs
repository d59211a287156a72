//! The table of a struct's hyperparameters, built by the compiler.

pub(crate) mod builder;
pub(crate) mod const_checks;
pub(crate) mod const_range;
pub(crate) mod const_str;
pub(crate) mod docs;
pub(crate) mod find;
pub(crate) mod index;
pub(crate) mod known_values;
pub(crate) mod lock;
pub(crate) mod name_structs;
pub(crate) mod secrets;
pub(crate) mod spec;
