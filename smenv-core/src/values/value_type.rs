use std::fmt;

/// What a hyperparameter's type takes. `Display` says it in words, to stand behind "expected".
///
/// ```
/// # use smenv_core as smenv;
/// use smenv::{ValueType, HyperparameterValue};
///
/// assert_eq!(<u8 as HyperparameterValue>::EXPECTED.to_string(), "an integer from 0 to 255");
/// assert_eq!(<Vec<f64> as HyperparameterValue>::EXPECTED.to_string(), "a list, each item a number");
/// assert_eq!(ValueType::Choice(&["adam", "sgd"]).to_string(), "one of adam, sgd");
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum ValueType {
    /// An integer between both ends, without 0 where `nonzero`.
    Integer {
        /// The type's least value.
        min: i128,
        /// The type's greatest value.
        max: u128,
        /// Whether 0 is refused.
        nonzero: bool,
    },
    /// A floating-point number.
    Float,
    /// `true` or `false`.
    Bool,
    /// Any text; it is neither trimmed nor unquoted.
    Text,
    /// One character; neither trimmed nor unquoted.
    Char,
    /// One of a closed set.
    Choice(&'static [&'static str]),
    /// A list of any length.
    List(&'static ValueType),
    /// A list of just so many items.
    Array(&'static ValueType, usize),
    /// A list with an item for each of these.
    Tuple(&'static [ValueType]),
    /// Names and values.
    Map(&'static ValueType),
    /// Something else, in words with their article, such as `an IP address`.
    Other(&'static str),
}

impl ValueType {
    /// Whether the spelling counts, so that a text is worth restoring that a producer turned into a
    /// number.
    #[must_use]
    #[inline]
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

    /// Whether it is a list: of any length, of a given one, or a tuple.
    pub(crate) const fn is_list(&self) -> bool {
        matches!(
            self,
            ValueType::List(_) | ValueType::Array(..) | ValueType::Tuple(_)
        )
    }

    /// Whether the text is of one piece, so that all its spelling counts.
    pub(crate) const fn is_one_text(&self) -> bool {
        !self.is_list() && !matches!(self, ValueType::Map(_))
    }

    /// Whether it is a number or a truth value, or a list of such: no text, so that blanks may
    /// separate it from the next.
    pub(crate) fn is_of_numbers(&self) -> bool {
        match self {
            ValueType::Integer { .. } | ValueType::Float | ValueType::Bool => true,
            ValueType::List(item) | ValueType::Array(item, _) => item.is_of_numbers(),
            ValueType::Tuple(items) => items.iter().all(ValueType::is_of_numbers),
            _ => false,
        }
    }

    /// Whether the text is taken as it is, neither trimmed nor unquoted.
    #[must_use]
    pub const fn is_text(&self) -> bool {
        matches!(self, ValueType::Text | ValueType::Char)
    }

    /// In words, within `range` where there is one.
    pub(crate) fn within(&self, range: Option<&str>) -> String {
        match (self, range) {
            (ValueType::Integer { .. }, Some(range)) => format!("an integer {range}"),
            (_, Some(range)) => format!("{self} {range}"),
            (_, None) => self.to_string(),
        }
    }
}

impl fmt::Display for ValueType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ValueType::Integer { min, max, nonzero } => {
                f.write_str("an integer")?;
                // Without 0 what is not negative starts at 1.
                let least = if *nonzero && *min == 0 { 1 } else { *min };
                if *max <= u128::from(u32::MAX) {
                    write!(f, " from {least} to {max}")?;
                } else if *min == 0 {
                    write!(f, " of {least} or more")?;
                }
                f.write_str(if *nonzero && *min < 0 {
                    ", but not 0"
                } else {
                    ""
                })
            }
            ValueType::Float => f.write_str("a number"),
            ValueType::Bool => f.write_str("true or false"),
            ValueType::Text => f.write_str("a text"),
            ValueType::Char => f.write_str("one character"),
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
