//! The hyperparameters of a struct, with values where its [`Spec`](crate::Spec) has source text.

use crate::spec::spec::FieldSpec;
use crate::values::interval::Interval;
#[cfg(feature = "serde")]
use crate::values::quote::unquoted;
#[cfg(feature = "serde")]
use crate::values::value_type::ValueType;

/// A hyperparameter that a program takes.
#[cfg_attr(
    not(any(feature = "run", feature = "serde")),
    allow(dead_code, reason = "only `--help` and exports read it")
)]
pub(crate) struct Description {
    /// The canonical name, with the prefixes of flattened structs.
    pub(crate) name: String,
    /// Its row. It is a secret if the name with the prefixes is that of a secret.
    pub(crate) field: FieldSpec,
    pub(crate) range: Option<Box<Interval>>,
    pub(crate) absence: Absence,
    /// Whether the type has a value for absence, as an `Option` has.
    #[cfg_attr(
        not(feature = "serde"),
        allow(dead_code, reason = "only exports read it")
    )]
    pub(crate) is_option: bool,
}

impl Description {
    /// Returns the canonical name and the aliases, with the prefixes of flattened structs.
    #[cfg(any(feature = "run", feature = "serde"))]
    pub(crate) fn names(&self) -> Vec<String> {
        let prefix = self.name.strip_suffix(self.field.name());
        self.field.full_names(prefix.unwrap_or_default()).collect()
    }

    /// Describes the values that the hyperparameter accepts.
    #[cfg(any(feature = "run", feature = "serde"))]
    pub(crate) fn accepts(&self) -> String {
        self.field.expected().within(self.range.as_deref())
    }

    /// Returns the default as it is sent, if it has one. A number or a Boolean has no quotes, even
    /// if the type is the program's own.
    #[cfg(feature = "serde")]
    pub(crate) fn default(&self) -> Option<String> {
        let Absence::Default(text) = &self.absence else {
            return None;
        };
        Some(match self.field.expected() {
            ValueType::Integer { .. } | ValueType::Float | ValueType::Bool => {
                unquoted(text.clone())
            }
            _ => text.clone(),
        })
    }

    /// Returns whether a job must have it.
    #[cfg(feature = "serde")]
    pub(crate) fn is_required(&self) -> bool {
        matches!(self.absence, Absence::Required)
    }
}

/// The meaning of an absent hyperparameter.
#[cfg_attr(
    not(any(feature = "run", feature = "serde")),
    allow(dead_code, reason = "only `--help` and exports read it")
)]
pub(crate) enum Absence {
    /// An error.
    Required,
    /// `None`.
    Nothing,
    /// The default with this text, as it would be sent.
    Default(String),
}

impl Absence {
    /// Creates it from the encoded value of an absent hyperparameter, if it has a value.
    pub(crate) fn of(default: Option<Option<String>>) -> Self {
        match default {
            None => Absence::Required,
            Some(None) => Absence::Nothing,
            Some(Some(text)) => Absence::Default(text),
        }
    }
}
