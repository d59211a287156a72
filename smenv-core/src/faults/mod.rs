//! Why a file or a variable cannot be read.

pub(crate) mod fault;
pub(crate) mod files;
pub(crate) mod invalid_json;
