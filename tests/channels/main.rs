//! The channels of a job.

mod defaults;
mod fields;
mod files;
mod folders;
mod problems;
mod records;
mod settings;

#[path = "../support/mod.rs"]
mod support;
