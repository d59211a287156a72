//! The tunable hyperparameters of a struct, as a tuning job takes them.

use crate::hyperparameters::fill::describe;
use crate::hyperparameters::struct_codec::StructCodec;
use crate::shapes::parameter_range::ParameterRange;
use crate::shapes::parameter_ranges::{
    CategoricalParameterRange, ContinuousParameterRange, IntegerParameterRange, ParameterRanges,
};
use crate::spec::spec::Spec;

/// Returns the ranges of the tunable hyperparameters, in the order of the fields. A tuner cannot leave
/// out the 0 of a `NonZero`, so a range around it is none.
pub(crate) fn parameter_ranges<T>(spec: &'static Spec, codec: StructCodec<T>) -> ParameterRanges {
    let mut ranges = ParameterRanges::default();
    for described in describe(spec, codec) {
        if !described.field.is_tunable() || described.has_gap() {
            continue;
        }
        let scaling_type = described.field.scale().map(Into::into);
        let (_, range) = described.service_range();
        let name = described.name;
        match range {
            Some(ParameterRange::Integer(range)) => {
                ranges.integer_parameter_ranges.push(IntegerParameterRange {
                    name,
                    min_value: range.min_value,
                    max_value: range.max_value,
                    scaling_type,
                });
            }
            Some(ParameterRange::Continuous(range)) => {
                ranges
                    .continuous_parameter_ranges
                    .push(ContinuousParameterRange {
                        name,
                        min_value: range.min_value,
                        max_value: range.max_value,
                        scaling_type,
                    });
            }
            Some(ParameterRange::Categorical(range)) => {
                ranges
                    .categorical_parameter_ranges
                    .push(CategoricalParameterRange {
                        name,
                        values: range.values,
                    });
            }
            None => {}
        }
    }
    ranges
}
