//! The engine: reads a struct from the layers, and writes it.

pub(crate) mod check;
pub(crate) mod codec;
pub(crate) mod description;
pub(crate) mod explanation;
pub(crate) mod fill;
pub(crate) mod name_row;
pub(crate) mod nested;
#[cfg(feature = "serde")]
pub(crate) mod parameter_ranges;
pub(crate) mod problems;
pub(crate) mod reader;
pub(crate) mod resolution;
pub(crate) mod rest;
#[cfg(feature = "serde")]
mod serialize;
#[cfg(feature = "serde")]
pub(crate) mod service_range;
pub(crate) mod sm_hyperparameters;
pub(crate) mod struct_codec;
pub(crate) mod struct_rule;
pub(crate) mod suggestions;
pub(crate) mod to_hyperparameters;
pub(crate) mod writer;
