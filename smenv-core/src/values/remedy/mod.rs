//! Remedies for invalid values.

pub(crate) mod appearance;
pub(crate) mod form;
pub(crate) mod lists;

pub(crate) mod numbers;
pub(crate) mod remedy;
pub(crate) mod requirement;
pub(crate) mod single;
