//! The hyperparameters that a tuning job varies.

use smenv_shared::scale::Scale;

use crate::shapes::shape::shape;
use crate::shapes::words::words;

shape! {
    /// The hyperparameters that a tuning job varies, and their values: SageMaker's
    /// [`ParameterRanges`].
    ///
    /// [`SmHyperparameters::parameter_ranges`](crate::SmHyperparameters::parameter_ranges) returns
    /// those of a struct: the fields with `#[sm(tunable)]`. A job may have at most 30 of them;
    /// [`without`](Self::without) removes one, [`narrow`](Self::narrow) and
    /// [`narrow_to`](Self::narrow_to) make the values of one fewer.
    ///
    /// [`ParameterRanges`]: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ParameterRanges.html
    #[derive(Default)]
    pub struct ParameterRanges {
        /// Those that are whole numbers.
        "IntegerParameterRanges" => pub integer_parameter_ranges: Vec<IntegerParameterRange>,
        /// Those that are numbers.
        "ContinuousParameterRanges" => pub continuous_parameter_ranges: Vec<ContinuousParameterRange>,
        /// Those that are one of some values.
        "CategoricalParameterRanges" => pub categorical_parameter_ranges: Vec<CategoricalParameterRange>,
    }
}

shape! {
    /// A hyperparameter that a tuning job varies among whole numbers: SageMaker's
    /// `IntegerParameterRange`.
    pub struct IntegerParameterRange {
        /// The name.
        "Name" => pub name: String,
        /// The minimum.
        "MinValue" => pub min_value: String,
        /// The maximum.
        "MaxValue" => pub max_value: String,
        /// How the tuner searches the range.
        "ScalingType" => pub scaling_type: Option<HyperParameterScalingType>,
    }
}

shape! {
    /// A hyperparameter that a tuning job varies among numbers: SageMaker's
    /// `ContinuousParameterRange`.
    pub struct ContinuousParameterRange {
        /// The name.
        "Name" => pub name: String,
        /// The minimum.
        "MinValue" => pub min_value: String,
        /// The maximum.
        "MaxValue" => pub max_value: String,
        /// How the tuner searches the range.
        "ScalingType" => pub scaling_type: Option<HyperParameterScalingType>,
    }
}

shape! {
    /// A hyperparameter that a tuning job varies among some values: SageMaker's
    /// `CategoricalParameterRange`.
    pub struct CategoricalParameterRange {
        /// The name.
        "Name" => pub name: String,
        /// The values.
        "Values" => pub values: Vec<String>,
    }
}

words! {
    /// How a tuner searches a range: SageMaker's `HyperParameterScalingType`.
    pub enum HyperParameterScalingType {
        /// The tuner chooses.
        Auto => "Auto",
        /// Every part of the range is as likely.
        Linear => "Linear",
        /// Every order of magnitude is as likely. For values greater than 0.
        Logarithmic => "Logarithmic",
        /// For values of at least 0 and less than 1, as `Logarithmic` for their distance from 1.
        ReverseLogarithmic => "ReverseLogarithmic",
    }
}

impl From<Scale> for HyperParameterScalingType {
    fn from(scale: Scale) -> Self {
        match scale {
            Scale::Linear => HyperParameterScalingType::Linear,
            Scale::Log => HyperParameterScalingType::Logarithmic,
            Scale::ReverseLog => HyperParameterScalingType::ReverseLogarithmic,
            _ => HyperParameterScalingType::Auto,
        }
    }
}

impl ParameterRanges {
    /// Returns the number of hyperparameters.
    #[must_use]
    pub fn len(&self) -> usize {
        self.integer_parameter_ranges.len()
            + self.continuous_parameter_ranges.len()
            + self.categorical_parameter_ranges.len()
    }

    /// Returns whether there are no hyperparameters.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let integer = self
            .integer_parameter_ranges
            .iter()
            .map(|range| &range.name);
        let continuous = self
            .continuous_parameter_ranges
            .iter()
            .map(|range| &range.name);
        let categorical = self
            .categorical_parameter_ranges
            .iter()
            .map(|range| &range.name);
        integer
            .chain(continuous)
            .chain(categorical)
            .map(String::as_str)
    }

    /// Removes a hyperparameter, which then keeps one value for the whole tuning job. Does nothing if
    /// it is not tunable.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.integer_parameter_ranges
            .retain(|range| range.name != name);
        self.continuous_parameter_ranges
            .retain(|range| range.name != name);
        self.categorical_parameter_ranges
            .retain(|range| range.name != name);
        self
    }
}
