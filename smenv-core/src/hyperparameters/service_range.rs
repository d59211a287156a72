//! What SageMaker accepts for a hyperparameter: its type and range in the terms of the service.

use smenv_shared::limits::{MAX_CHOICE_LENGTH, MAX_CHOICES};

use crate::hyperparameters::description::Description;
use crate::shapes::hyper_parameter_specification::ParameterType;
use crate::shapes::parameter_range::{
    CategoricalParameterRangeSpecification, ContinuousParameterRangeSpecification,
    IntegerParameterRangeSpecification, ParameterRange,
};
use crate::values::interval::{Interval, IntervalEnd};
use crate::values::quote::quoted_if_python_would_change_it;
use crate::values::value_type::ValueType;

impl Description {
    /// Returns the type, and the range if the service can express it: it has both bounds, or up to
    /// 30 values. Values are as they are sent.
    pub(crate) fn service_range(&self) -> (ParameterType, Option<ParameterRange>) {
        match self.field.expected() {
            ValueType::Integer { .. } => {
                let range = |[min_value, max_value]: [String; 2]| {
                    ParameterRange::Integer(IntegerParameterRangeSpecification {
                        min_value,
                        max_value,
                    })
                };
                (ParameterType::Integer, self.bounds().map(range))
            }
            ValueType::Float => {
                let range = |[min_value, max_value]: [String; 2]| {
                    ParameterRange::Continuous(ContinuousParameterRangeSpecification {
                        min_value,
                        max_value,
                    })
                };
                (ParameterType::Continuous, self.bounds().map(range))
            }
            ValueType::Bool => categorical(["false", "true"].map(str::to_owned).to_vec()),
            ValueType::Choice(choices) => {
                let sent = |choice: &&str| quoted_if_python_would_change_it((*choice).to_owned());
                categorical(choices.iter().map(sent).collect())
            }
            _ => (ParameterType::FreeText, None),
        }
    }

    /// Returns whether its range has a number that the type does not: the 0 of a `NonZero`.
    pub(crate) fn has_gap(&self) -> bool {
        let has_zero = |range: &Interval| range.has_zero();
        matches!(
            self.field.expected(),
            ValueType::Integer { nonzero: true, .. }
        ) && self.range.as_deref().is_some_and(has_zero)
    }

    /// Returns the least and the greatest value, if both are finite.
    fn bounds(&self) -> Option<[String; 2]> {
        let [least, most] = match self.range.as_deref() {
            Some(Interval { min, max }) => {
                let most = max.as_ref().and_then(IntervalEnd::greatest);
                [
                    min.as_ref().map(|min| min.text.clone()),
                    most.map(str::to_owned),
                ]
            }
            None => self.field.expected().stated_bounds(),
        };
        let is_finite = |text: &String| text.parse().is_ok_and(f64::is_finite);
        Some([least.filter(is_finite)?, most.filter(is_finite)?])
    }
}

/// Returns the range of these values, or free text if the service does not accept so many or so
/// long values.
fn categorical(values: Vec<String>) -> (ParameterType, Option<ParameterRange>) {
    let is_too_long = |value: &String| value.chars().count() > MAX_CHOICE_LENGTH;
    if values.is_empty() || values.len() > MAX_CHOICES || values.iter().any(is_too_long) {
        return (ParameterType::FreeText, None);
    }
    let range = CategoricalParameterRangeSpecification { values };
    (
        ParameterType::Categorical,
        Some(ParameterRange::Categorical(range)),
    )
}
