//! The facts of a job other than its hyperparameters and channels: where each is looked for, and
//! what it may be.
//!
//! Every function is `#[inline]`, so that a program that reads no facts does not compile them:
//! without it, building this crate takes twice the time (`benches/build-cost.sh`). The same goes
//! for the wings `channels`, `training_env` and `files`.

pub(crate) mod cluster;
pub(crate) mod command_output;
pub(crate) mod directories;
pub(crate) mod facts;
pub(crate) mod hosts;
pub(crate) mod json_object;
pub(crate) mod launchers;
pub(crate) mod log_level;
pub(crate) mod places;
pub(crate) mod process_rank;
pub(crate) mod processors;
pub(crate) mod program;
pub(crate) mod slurm_tasks;
pub(crate) mod statement;
