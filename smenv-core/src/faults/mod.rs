//! Files and variables that cannot be read.

pub(crate) mod fault;
pub(crate) mod files;
pub(crate) mod invalid_json;
