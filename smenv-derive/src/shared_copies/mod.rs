//! Copies of rules that the runtime has too.

pub(crate) mod json;
pub(crate) mod mime;
pub(crate) mod regular_file;
pub(crate) mod reserved;
pub(crate) mod secret_names;
