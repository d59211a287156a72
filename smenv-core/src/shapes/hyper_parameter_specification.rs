//! A hyperparameter that an algorithm supports.

use crate::shapes::parameter_range::ParameterRange;
use crate::shapes::shape::shape;
use crate::shapes::words::words;

shape! {
    /// A hyperparameter that an algorithm supports: SageMaker's [`HyperParameterSpecification`].
    ///
    /// It serializes with SageMaker's keys: `Name`, `IsTunable`.
    ///
    /// [`HyperParameterSpecification`]: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_HyperParameterSpecification.html
    pub struct HyperParameterSpecification {
        /// The name, of at most 256 characters.
        "Name" => pub name: String,
        /// The description, of at most 1,024 characters in one line.
        "Description" => pub description: Option<String>,
        /// The type.
        "Type" => pub parameter_type: ParameterType,
        /// The values that SageMaker accepts; any, if there is no range.
        "Range" => pub range: Option<ParameterRange>,
        /// Whether a tuning job may vary it.
        "IsTunable" => pub is_tunable: bool,
        /// Whether a job must have it.
        "IsRequired" => pub is_required: bool,
        /// The default, of at most 2,500 characters. A required hyperparameter has none.
        "DefaultValue" => pub default_value: Option<String>,
    }
}

words! {
    /// The type of a hyperparameter: SageMaker's `ParameterType`.
    pub enum ParameterType {
        /// A whole number.
        Integer => "Integer",
        /// A number.
        Continuous => "Continuous",
        /// One of some values.
        Categorical => "Categorical",
        /// Any text.
        FreeText => "FreeText",
    }
}
