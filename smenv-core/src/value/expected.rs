use std::fmt;

/// What a hyperparameter's type takes. `Display` says it in words, to stand behind "expected".
///
/// ```
/// # use smenv_core as smenv;
/// use smenv::{Expected, HyperparameterValue};
///
/// assert_eq!(<u8 as HyperparameterValue>::EXPECTED.to_string(), "an integer from 0 to 255");
/// assert_eq!(<Vec<f64> as HyperparameterValue>::EXPECTED.to_string(), "a list, each item a number");
/// assert_eq!(Expected::Choice(&["adam", "sgd"]).to_string(), "one of adam, sgd");
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Expected {
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
    List(&'static Expected),
    /// A list of just so many items.
    Array(&'static Expected, usize),
    /// A list with an item for each of these.
    Tuple(&'static [Expected]),
    /// Names and values.
    Map(&'static Expected),
    /// Something else, in words with their article, such as `an IP address`.
    Other(&'static str),
}

impl Expected {
    /// Whether the spelling counts, so that a text is worth restoring that a producer turned into a
    /// number.
    #[must_use]
    #[inline]
    pub const fn wants_text(&self) -> bool {
        match self {
            Expected::Text | Expected::Char | Expected::Choice(_) | Expected::Other(_) => true,
            Expected::Integer { .. } | Expected::Float | Expected::Bool => false,
            Expected::List(item) | Expected::Array(item, _) | Expected::Map(item) => {
                item.wants_text()
            }
            Expected::Tuple(items) => {
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
            Expected::List(_) | Expected::Array(..) | Expected::Tuple(_)
        )
    }

    /// Whether the text is of one piece, so that all its spelling counts.
    pub(crate) const fn is_one_text(&self) -> bool {
        !self.is_list() && !matches!(self, Expected::Map(_))
    }

    /// Whether it is a number or a truth value, or a list of such: no text, so that blanks may
    /// separate it from the next.
    pub(crate) fn is_of_numbers(&self) -> bool {
        match self {
            Expected::Integer { .. } | Expected::Float | Expected::Bool => true,
            Expected::List(item) | Expected::Array(item, _) => item.is_of_numbers(),
            Expected::Tuple(items) => items.iter().all(Expected::is_of_numbers),
            _ => false,
        }
    }

    /// Whether the text is taken as it is, neither trimmed nor unquoted.
    #[must_use]
    pub const fn is_text(&self) -> bool {
        matches!(self, Expected::Text | Expected::Char)
    }

    /// In words, within `range` where there is one.
    pub(crate) fn within(&self, range: Option<&str>) -> String {
        match (self, range) {
            (Expected::Integer { .. }, Some(range)) => format!("an integer {range}"),
            (_, Some(range)) => format!("{self} {range}"),
            (_, None) => self.to_string(),
        }
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Expected::Integer { min, max, nonzero } => {
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
            Expected::Float => f.write_str("a number"),
            Expected::Bool => f.write_str("true or false"),
            Expected::Text => f.write_str("a text"),
            Expected::Char => f.write_str("one character"),
            Expected::Choice([]) => f.write_str("nothing: the type has no variants"),
            Expected::Choice([only]) => f.write_str(only),
            Expected::Choice(choices) => write!(f, "one of {}", choices.join(", ")),
            Expected::List(item) => write!(f, "a list, each item {item}"),
            Expected::Array(item, length) => write!(f, "a list of {length} items, each {item}"),
            Expected::Tuple(items) => {
                write!(f, "a list of {} items: ", items.len())?;
                for (index, item) in items.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { "; " })?;
                    item.fmt(f)?;
                }
                Ok(())
            }
            Expected::Map(value) => write!(f, "a map, each value {value}"),
            Expected::Other(words) => f.write_str(words),
        }
    }
}
