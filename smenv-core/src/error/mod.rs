//! Problems: everything wrong with a job, reported together.

pub(crate) mod error;
pub(crate) mod problem;
#[cfg(feature = "serde")]
mod serialize;
