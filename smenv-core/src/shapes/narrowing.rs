//! Ranges that are made narrower for one tuning job.

use std::error::Error;
use std::fmt;
use std::ops::RangeInclusive;

use smenv_shared::suggest::nearest;

use crate::shapes::parameter_ranges::ParameterRanges;
use crate::values::hyperparameter_value::HyperparameterValue;

/// The reason why a range cannot be narrowed.
///
/// ```
/// # use smenv_core as smenv;
/// # use smenv_derive::SmHyperparameters;
/// use smenv::SmHyperparameters;
///
/// #[derive(SmHyperparameters)]
/// # #[sm(crate = smenv_core)]
/// struct Hyperparameters {
///     #[sm(range = 1e-6..=1.0, tunable, scale = "log")]
///     learning_rate: f64,
/// }
///
/// let error = Hyperparameters::parameter_ranges()
///     .narrow(Hyperparameters::names().learning_rate, 1e-7..=1e-2)
///     .unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "learning_rate: the range from 1e-7 to 0.01 exceeds that of the program, from 1e-6 to 1.0",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NarrowError(String);

impl fmt::Display for NarrowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for NarrowError {}

/// A number that is compared exactly.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Bound {
    Integer(i128),
    Float(f64),
}

impl Bound {
    /// Parses a bound of a range of the same type as the others.
    fn parse(text: &str, is_integer: bool) -> Option<Self> {
        match is_integer {
            true => text.parse().ok().map(Bound::Integer),
            false => text
                .parse()
                .ok()
                .filter(|number: &f64| number.is_finite())
                .map(Bound::Float),
        }
    }
}

impl ParameterRanges {
    /// Narrows the range of a hyperparameter that is a number.
    ///
    /// # Errors
    /// If no such hyperparameter is tunable, or the range is empty or not within that of the
    /// program.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// # use smenv_derive::SmHyperparameters;
    /// use smenv::SmHyperparameters;
    ///
    /// #[derive(SmHyperparameters)]
    /// # #[sm(crate = smenv_core)]
    /// struct Hyperparameters {
    ///     #[sm(range = 1e-6..=1.0, tunable, scale = "log")]
    ///     learning_rate: f64,
    /// }
    ///
    /// let ranges = Hyperparameters::parameter_ranges()
    ///     .narrow(Hyperparameters::names().learning_rate, 1e-5..=1e-2)?;
    /// assert_eq!(ranges.continuous_parameter_ranges[0].max_value, "0.01");
    /// # Ok::<(), smenv::export::NarrowError>(())
    /// ```
    pub fn narrow<N: HyperparameterValue>(
        mut self,
        name: &str,
        range: RangeInclusive<N>,
    ) -> Result<Self, NarrowError> {
        let new = [range.start().to_text(), range.end().to_text()];
        let integers = &mut self.integer_parameter_ranges;
        let continuous = &mut self.continuous_parameter_ranges;
        let narrowed = if let Some(range) = integers.iter_mut().find(|range| range.name == name) {
            set(
                name,
                [&mut range.min_value, &mut range.max_value],
                new,
                true,
            )
        } else if let Some(range) = continuous.iter_mut().find(|range| range.name == name) {
            let ends = [&mut range.min_value, &mut range.max_value];
            set(name, ends, new, false)
        } else if self.names().any(|known| known == name) {
            Err(NarrowError(format!(
                "{name} is not a number: use `narrow_to`"
            )))
        } else {
            Err(self.not_tunable(name))
        };
        narrowed.map(|()| self)
    }

    /// Narrows the values of a hyperparameter that is one of some.
    ///
    /// # Errors
    /// If no such hyperparameter is tunable, there are no values, or one is unknown or a duplicate.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// # use smenv_derive::{SmCategorical, SmHyperparameters};
    /// use smenv::SmHyperparameters;
    ///
    /// #[derive(SmHyperparameters)]
    /// # #[sm(crate = smenv_core)]
    /// struct Hyperparameters {
    ///     #[sm(tunable)]
    ///     optimizer: Optimizer,
    /// }
    ///
    /// #[derive(SmCategorical)]
    /// # #[sm(crate = smenv_core)]
    /// enum Optimizer {
    ///     Adam,
    ///     AdamW,
    ///     Sgd,
    /// }
    ///
    /// let ranges = Hyperparameters::parameter_ranges()
    ///     .narrow_to(Hyperparameters::names().optimizer, [Optimizer::Adam, Optimizer::AdamW])?;
    /// assert_eq!(ranges.categorical_parameter_ranges[0].values, ["adam", "adam_w"]);
    /// # Ok::<(), smenv::export::NarrowError>(())
    /// ```
    pub fn narrow_to<V: HyperparameterValue>(
        mut self,
        name: &str,
        values: impl IntoIterator<Item = V>,
    ) -> Result<Self, NarrowError> {
        let categorical = &mut self.categorical_parameter_ranges;
        let Some(range) = categorical.iter_mut().find(|range| range.name == name) else {
            return Err(if self.names().any(|known| known == name) {
                NarrowError(format!("{name} is a number: use `narrow`"))
            } else {
                self.not_tunable(name)
            });
        };
        let mut narrowed: Vec<String> = Vec::new();
        for value in values {
            let value = value.__to_outgoing().unwrap_or_default();
            if !range.values.contains(&value) {
                let known = range.values.join(", ");
                return Err(NarrowError(format!(
                    "{name}: unknown value {value:?}; expected one of {known}"
                )));
            }
            if narrowed.contains(&value) {
                return Err(NarrowError(format!("{name}: duplicate value {value:?}")));
            }
            narrowed.push(value);
        }
        if narrowed.is_empty() {
            return Err(NarrowError(format!("{name}: no values")));
        }
        range.values = narrowed;
        Ok(self)
    }

    fn not_tunable(&self, name: &str) -> NarrowError {
        let names: Vec<&str> = self.names().collect();
        let hint = match (nearest(name, &names), &names[..]) {
            (Some(near), _) => format!("; did you mean {near}?"),
            (None, []) => String::new(),
            (None, known) => format!("; those that are tunable are {}", known.join(", ")),
        };
        NarrowError(format!("{name} is not tunable{hint}"))
    }
}

/// Replaces the bounds of a range.
fn set(
    name: &str,
    [min, max]: [&mut String; 2],
    [new_min, new_max]: [String; 2],
    is_integer: bool,
) -> Result<(), NarrowError> {
    let error = |reason: &str| {
        Err(NarrowError(format!(
            "{name}: the range from {new_min} to {new_max} {reason}"
        )))
    };
    let bound = |text: &str| Bound::parse(text, is_integer);
    let [Some(least), Some(most)] = [bound(&new_min), bound(&new_max)] else {
        return error(if is_integer {
            "must be one of integers"
        } else {
            "must be one of finite numbers"
        });
    };
    if least > most {
        return error("is empty");
    }
    if bound(min).is_some_and(|min| least < min) || bound(max).is_some_and(|max| most > max) {
        return error(&format!("exceeds that of the program, from {min} to {max}"));
    }
    (*min, *max) = (new_min, new_max);
    Ok(())
}
