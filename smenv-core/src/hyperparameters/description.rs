//! The hyperparameters of a struct, as `--help` shows them.

use crate::values::quote::unquoted;

/// A hyperparameter, with values instead of the source texts of its [`Spec`](crate::Spec).
#[cfg_attr(
    not(feature = "run"),
    allow(dead_code, reason = "only `--help` shows it")
)]
pub(crate) struct Description {
    /// The canonical name.
    pub(crate) name: String,
    /// The type and its range, in words.
    pub(crate) accepts: String,
    pub(crate) absence: Absence,
}

/// The meaning of an absent hyperparameter.
#[cfg_attr(
    not(feature = "run"),
    allow(dead_code, reason = "only `--help` shows it")
)]
pub(crate) enum Absence {
    /// An error.
    Required,
    /// `None`.
    Nothing,
    /// The default with this text.
    Default(String),
}

impl Absence {
    /// Creates it from the encoded value of an absent hyperparameter, if it has a value.
    pub(crate) fn of(default: Option<Option<String>>) -> Self {
        match default {
            None => Absence::Required,
            Some(None) => Absence::Nothing,
            Some(Some(text)) => Absence::Default(unquoted(text)),
        }
    }
}
