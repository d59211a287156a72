//! The source of a job's hyperparameters.

/// The source of the hyperparameters that are neither variables `SM_HP_*` nor arguments.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum FoundIn {
    SmHps,
    ConfigFile,
    /// Neither exists.
    Nowhere,
}
