//! Files that survive a kill.

pub(crate) mod checkpoints;
pub(crate) mod leftovers;
pub(crate) mod uploads;
pub(crate) mod write_atomic;
