//! The structs to fill, and the job that fills them.

#[macro_use]
mod fields;
mod job;
mod list;
mod structs;

pub use job::{sm_hps_of_strings, sm_hps_of_values, variables};
pub use list::List;
pub use structs::{Fields, Value, With};
