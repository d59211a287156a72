//! Arguments: what a person typed, and what a launcher did.

mod flags;
mod lists;
mod places;
mod problems;
mod rendered;

#[path = "../support/mod.rs"]
mod support;
