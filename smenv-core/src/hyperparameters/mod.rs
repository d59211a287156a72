//! The engine: fills a struct and writes it.

pub(crate) mod codec;
pub(crate) mod explanation;
pub(crate) mod name_row;
pub(crate) mod reader;
pub(crate) mod sm_hyperparameters;
pub(crate) mod suggestions;
pub(crate) mod writer;
