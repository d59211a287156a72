//! The channels of a job, and structs of them. Every function is `#[inline]`: see `facts/mod.rs`.

pub(crate) mod channel;
pub(crate) mod codec;
pub(crate) mod dirs;
pub(crate) mod job_channels;
pub(crate) mod listed;
pub(crate) mod name_origin;
pub(crate) mod problems;
pub(crate) mod reader;
pub(crate) mod searched;
#[cfg(feature = "serde")]
mod serialize;
pub(crate) mod settings;
pub(crate) mod sm_channels;
pub(crate) mod spec;
