//! The sources of a job's settings: environment variables, config files and arguments.

pub(crate) mod config_file;
pub(crate) mod dashes;
pub(crate) mod json_dumps;
pub(crate) mod launcher_arguments;
pub(crate) mod launcher_variables;
pub(crate) mod locations;
pub(crate) mod source;
pub(crate) mod typed_dir;
pub(crate) mod variables;
