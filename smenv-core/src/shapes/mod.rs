//! What a program takes, in the shapes of SageMaker's API. Names and limits are those of its service
//! model, version 2017-07-24.

pub(crate) mod hyper_parameter_specification;
pub(crate) mod narrowing;
pub(crate) mod parameter_range;
pub(crate) mod parameter_ranges;
pub(crate) mod shape;
pub(crate) mod words;
