//! The channels of a job, and structs of them.

pub(crate) mod channel;
pub(crate) mod job_channels;
pub(crate) mod problems;
#[cfg(feature = "serde")]
mod serialize;
pub(crate) mod settings;
pub(crate) mod sm_channels;
pub(crate) mod spec;
