//! The contract between SageMaker and a training program.

pub(crate) mod help;
pub(crate) mod hints;
pub(crate) mod job;
pub(crate) mod panics;
pub(crate) mod preflight;
pub(crate) mod report;
pub(crate) mod typed_places;
