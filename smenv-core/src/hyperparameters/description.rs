//! A struct when nothing is given, as `--help` shows it.
use crate::values::quote::unquoted;

/// A hyperparameter as a program takes it, with values where its table has expressions.
#[cfg_attr(
    not(feature = "run"),
    allow(dead_code, reason = "only `--help` shows it")
)]
pub(crate) struct Description {
    /// The canonical name.
    pub(crate) name: String,
    /// What the field accepts, with its range, in words.
    pub(crate) accepts: String,
    pub(crate) absence: Absence,
}

/// What a hyperparameter is when nothing is given.
#[cfg_attr(
    not(feature = "run"),
    allow(dead_code, reason = "only `--help` shows it")
)]
pub(crate) enum Absence {
    /// A problem.
    Required,
    /// `None`.
    Nothing,
    /// This text.
    Default(String),
}

impl Absence {
    /// `default` is the encoded value of absence, if absence has one.
    pub(crate) fn of(default: Option<Option<String>>) -> Self {
        match default {
            None => Absence::Required,
            Some(None) => Absence::Nothing,
            Some(Some(text)) => Absence::Default(unquoted(text)),
        }
    }
}
