//! The contract between SageMaker and a training program.

pub(crate) mod channel_data;
#[cfg(feature = "serde")]
pub(crate) mod check_file;
pub(crate) mod command_line;
pub(crate) mod console;
#[cfg(feature = "serde")]
pub(crate) mod describe;
pub(crate) mod failure_report;
pub(crate) mod help;
pub(crate) mod hints;
pub(crate) mod job;
pub(crate) mod mistyped_path;
pub(crate) mod output_dirs;
pub(crate) mod panics;
pub(crate) mod preflight;
pub(crate) mod run;
pub(crate) mod stop_signal;
pub(crate) mod training_error;
pub(crate) mod tuning_objective;
pub(crate) mod typed_dirs;
