//! Arguments: those that a person typed, and those that a launcher generated.

mod flags;
mod lists;
mod places;
mod problems;
mod rendered;

#[path = "../support/mod.rs"]
mod support;
