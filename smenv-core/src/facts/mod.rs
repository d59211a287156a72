//! The facts of a job that are neither hyperparameters nor channels.

pub(crate) mod accelerators;
pub(crate) mod cluster;
pub(crate) mod command_output;
pub(crate) mod directories;
pub(crate) mod facts;
pub(crate) mod hosts;
pub(crate) mod launchers;
pub(crate) mod log_level;
