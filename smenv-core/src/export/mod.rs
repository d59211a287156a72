//! A program for those who start it: what it takes and reports, in the shapes of SageMaker's API, as
//! JSON Schema, Markdown and a template.
//!
//! Types and keys are named as in the service model of SageMaker, version 2017-07-24. All types
//! serialize; those of the API also deserialize.

pub(crate) mod channel_specification;
mod json_node;
pub(crate) mod json_schema;
mod json_types;
pub(crate) mod markdown;
pub(crate) mod metric_definition;
pub(crate) mod program;
pub(crate) mod template;
pub(crate) mod training_specification;

pub use crate::requests::check::check;
pub use crate::shapes::hyper_parameter_specification::{
    HyperParameterSpecification, ParameterType,
};
pub use crate::shapes::narrowing::NarrowError;
pub use crate::shapes::parameter_range::{
    CategoricalParameterRangeSpecification, ContinuousParameterRangeSpecification,
    IntegerParameterRangeSpecification, ParameterRange,
};
pub use crate::shapes::parameter_ranges::{
    CategoricalParameterRange, ContinuousParameterRange, HyperParameterScalingType,
    IntegerParameterRange, ParameterRanges,
};
pub use channel_specification::{ChannelSpecification, CompressionType, TrainingInputMode};
pub use json_schema::JsonSchema;
pub use markdown::markdown;
pub use metric_definition::{
    HyperParameterTuningJobObjective, HyperParameterTuningJobObjectiveType, MetricDefinition,
};
pub use template::Template;
pub use training_specification::TrainingSpecification;
