//! Where settings come from.

pub(crate) mod config_file;
pub(crate) mod dashes;
pub(crate) mod python_text;
pub(crate) mod source;
pub(crate) mod typed_arguments;
pub(crate) mod typed_dir;
