//! What an invalid text looks like, and what to write instead.

pub(crate) mod form;
pub(crate) mod lists;
pub(crate) mod look;
pub(crate) mod numbers;
pub(crate) mod remedy;
pub(crate) mod requirement;
pub(crate) mod single;
