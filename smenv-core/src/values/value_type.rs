//! The kinds of values that a hyperparameter accepts.

use std::fmt;

use crate::values::interval::Interval;

/// What the type of a hyperparameter accepts. `Display` describes it as messages do after
/// "expected".
///
/// ```
/// # use smenv_core as smenv;
/// use smenv::{ValueType, HyperparameterValue};
///
/// assert_eq!(<u8 as HyperparameterValue>::EXPECTED.to_string(), "an integer from 0 to 255");
/// assert_eq!(<Vec<f64> as HyperparameterValue>::EXPECTED.to_string(), "a list, each item a number");
/// assert_eq!(ValueType::Choice(&["adam", "sgd"]).to_string(), "one of adam, sgd");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ValueType {
    /// An integer from `min` to `max`.
    #[non_exhaustive]
    Integer {
        /// The minimum of the type.
        min: i128,
        /// The maximum of the type.
        max: u128,
        /// Whether 0 is invalid.
        nonzero: bool,
    },
    /// A floating-point number.
    Float,
    /// `true` or `false`.
    Bool,
    /// A string, which is neither trimmed nor unquoted.
    Text,
    /// A single character, which is neither trimmed nor unquoted.
    Char,
    /// One of these choices.
    Choice(&'static [&'static str]),
    /// A list of any length, with the type of its items.
    List(&'static ValueType),
    /// A list of a fixed length, with the type of its items.
    Array(&'static ValueType, usize),
    /// A list with one item for each of these types.
    Tuple(&'static [ValueType]),
    /// A map from names to values, with the type of the values.
    Map(&'static ValueType),
    /// Another type, described with its article: `an IP address`.
    Other(&'static str),
}

impl ValueType {
    /// Returns whether the spelling of a value matters: a text that a producer turned into a number
    /// must be restored.
    #[must_use]
    pub const fn wants_text(&self) -> bool {
        match self {
            ValueType::Text | ValueType::Char | ValueType::Choice(_) | ValueType::Other(_) => true,
            ValueType::Integer { .. } | ValueType::Float | ValueType::Bool => false,
            ValueType::List(item) | ValueType::Array(item, _) | ValueType::Map(item) => {
                item.wants_text()
            }
            ValueType::Tuple(items) => {
                let mut at = 0;
                while at < items.len() {
                    if items[at].wants_text() {
                        return true;
                    }
                    at += 1;
                }
                false
            }
        }
    }

    /// Returns whether it is a list: of any length, of a fixed length, or a tuple.
    pub(crate) const fn is_list(&self) -> bool {
        matches!(
            self,
            ValueType::List(_) | ValueType::Array(..) | ValueType::Tuple(_)
        )
    }

    /// Returns whether it is a single value, neither a list nor a map.
    pub(crate) const fn is_single(&self) -> bool {
        !self.is_list() && !matches!(self, ValueType::Map(_))
    }

    /// Returns whether it consists of numbers and Booleans, which can also be separated by blanks.
    pub(crate) fn is_numeric(&self) -> bool {
        match self {
            ValueType::Integer { .. } | ValueType::Float | ValueType::Bool => true,
            ValueType::List(item) | ValueType::Array(item, _) => item.is_numeric(),
            ValueType::Tuple(items) => items.iter().all(ValueType::is_numeric),
            _ => false,
        }
    }

    /// Returns whether texts are used as they are, neither trimmed nor unquoted.
    #[must_use]
    pub const fn is_text(&self) -> bool {
        matches!(self, ValueType::Text | ValueType::Char)
    }

    /// Returns the bounds of a type of integers. Large ones would tell the user nothing.
    #[inline]
    pub(crate) const fn stated_integers(&self) -> [Option<i128>; 2] {
        let ValueType::Integer { min, max, nonzero } = *self else {
            return [None, None];
        };
        let least = if nonzero && min == 0 { 1 } else { min };
        match (max <= u32::MAX as u128, min == 0) {
            (true, _) => [Some(least), Some(max as i128)],
            (false, true) => [Some(least), None],
            (false, false) => [None, None],
        }
    }

    /// Returns the [stated](Self::stated_integers) bounds as texts.
    pub(crate) fn stated_bounds(&self) -> [Option<String>; 2] {
        self.stated_integers()
            .map(|bound| bound.map(|bound| bound.to_string()))
    }

    /// Returns the bounds of a type of integers, but for one that no `i128` can hold.
    #[cfg(feature = "serde")]
    pub(crate) fn bounds_of_integer(&self) -> [Option<i128>; 2] {
        match *self {
            ValueType::Integer { min, max, .. } => [Some(min), i128::try_from(max).ok()],
            _ => [None, None],
        }
    }

    /// Describes the type, with a range if there is one.
    pub(crate) fn within(&self, range: Option<&Interval>) -> String {
        let Some(range) = range else {
            return self.to_string();
        };
        let words = range.words();
        match self {
            ValueType::Integer { nonzero: true, .. } if range.has_zero() => {
                format!("an integer {words}, but not 0")
            }
            ValueType::Integer { .. } => format!("an integer {words}"),
            _ => format!("{self} {words}"),
        }
    }
}

impl fmt::Display for ValueType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ValueType::Integer { min, nonzero, .. } => {
                f.write_str("an integer")?;
                match self.stated_bounds() {
                    [Some(least), Some(most)] => write!(f, " from {least} to {most}")?,
                    [Some(least), None] => write!(f, " of at least {least}")?,
                    [None, _] => {}
                }
                f.write_str(if *nonzero && *min < 0 {
                    ", but not 0"
                } else {
                    ""
                })
            }
            ValueType::Float => f.write_str("a number"),
            ValueType::Bool => f.write_str("true or false"),
            ValueType::Text => f.write_str("a string"),
            ValueType::Char => f.write_str("a single character"),
            ValueType::Choice([]) => f.write_str("nothing: the type has no variants"),
            ValueType::Choice([only]) => f.write_str(only),
            ValueType::Choice(choices) => write!(f, "one of {}", choices.join(", ")),
            ValueType::List(item) => write!(f, "a list, each item {item}"),
            ValueType::Array(item, length) => write!(f, "a list of {length} items, each {item}"),
            ValueType::Tuple(items) => {
                write!(f, "a list of {} items: ", items.len())?;
                for (index, item) in items.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { "; " })?;
                    item.fmt(f)?;
                }
                Ok(())
            }
            ValueType::Map(value) => write!(f, "a map, each value {value}"),
            ValueType::Other(words) => f.write_str(words),
        }
    }
}
