//! The job around the hyperparameters.

pub(crate) mod channel_files;
#[cfg(feature = "serde")]
mod serialize;
pub(crate) mod training_env;
