//! The job around a training program: [`TrainingEnv`](crate::TrainingEnv) and its accessors.

pub(crate) mod channel_files;
pub(crate) mod hosts;
pub(crate) mod paths;
pub(crate) mod processors;
pub(crate) mod program;
#[cfg(feature = "serde")]
mod serialize;
pub(crate) mod table;
pub(crate) mod training_env;
