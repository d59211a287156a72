//! The job around the hyperparameters.

pub(crate) mod channel_files;
pub(crate) mod training_env;
