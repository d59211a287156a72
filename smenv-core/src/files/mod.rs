//! Files that survive a kill. Every function is `#[inline]`: see `facts/mod.rs`.

pub(crate) mod checkpoint_list;
pub(crate) mod checkpoints;
pub(crate) mod flush;
pub(crate) mod leftovers;
pub(crate) mod sibling;
pub(crate) mod uploads;
pub(crate) mod write_atomic;
