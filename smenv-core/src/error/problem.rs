//! One thing that is wrong with a job.
use std::borrow::Cow;
use std::fmt::{self, Write as _};

use crate::faults::fault::Fault;
use crate::render::display::{DisplayName, DisplayValue, OneLine};

/// What kind of problem it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ProblemKind {
    /// A required hyperparameter or channel that nothing gives.
    Missing,
    /// A value that is none of the field's type.
    Invalid,
    /// A value of the type, but beyond the field's range or the type's.
    OutOfRange,
    /// A value that a `validate` function refused.
    Rejected,
    /// A name that no field has.
    Unknown,
    /// One field given twice, with different values, or facts of the job that cannot all be true.
    Conflict,
    /// A value that is not UTF-8.
    NotUnicode,
    /// A source that cannot be read at all: `SM_HPS` that is no JSON, a file that cannot be opened.
    Unreadable,
    /// A directory that the program cannot use: one of a channel that does not exist or has no
    /// files, or one that cannot be written to.
    Unusable,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Origin {
    /// An argument, as it was typed: `--lr`.
    Argument(String),
    /// A variable: `SM_HPS`, `SM_HP_LR`.
    Variable(String),
    /// A file of `input/config`, such as `hyperparameters.json`.
    ConfigFile(String),
    /// The struct's default.
    Default,
    /// Nowhere: an `Option` without a value.
    Absent,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Argument(name) | Origin::Variable(name) | Origin::ConfigFile(name) => {
                f.write_str(name)
            }
            Origin::Default => f.write_str("default"),
            Origin::Absent => f.write_str("not given"),
        }
    }
}

/// One thing that is wrong. `Display` says it in a line.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Problem {
    pub(crate) kind: ProblemKind,
    pub(crate) subject: Subject,
    pub(crate) name: Option<String>,
    pub(crate) origin: Option<Origin>,
    pub(crate) given: Option<DisplayValue>,
    pub(crate) reason: Option<String>,
    pub(crate) expected: Option<String>,
    pub(crate) suggestion: Option<String>,
    pub(crate) remedy: Option<String>,
}

impl Problem {
    #[cold]
    pub(crate) fn new(kind: ProblemKind) -> Self {
        Problem {
            kind,
            subject: Subject::Hyperparameter,
            name: None,
            origin: None,
            given: None,
            reason: None,
            expected: None,
            suggestion: None,
            remedy: None,
        }
    }

    /// The problem of a source that cannot be read.
    #[cold]
    pub(crate) fn unreadable(
        origin: Origin,
        Fault {
            reason,
            expected,
            remedy,
        }: Fault,
    ) -> Self {
        Problem {
            origin: Some(origin),
            reason: Some(reason.into_owned()),
            expected: expected.map(Cow::into_owned),
            remedy: Some(remedy.into_owned()),
            ..Problem::new(ProblemKind::Unreadable)
        }
    }

    /// Which kind of problem it is.
    #[must_use]
    pub fn kind(&self) -> ProblemKind {
        self.kind
    }

    /// The canonical name of the hyperparameter, or the channel's; for an unknown one the name that
    /// was given; for the rule of a flattened struct its prefix and `*`; for a directory to write
    /// to `model-dir`, `output-data-dir` or `checkpoint-dir`.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Where the value or the name comes from.
    #[must_use]
    pub fn origin(&self) -> Option<&Origin> {
        self.origin.as_ref()
    }

    /// What was given, cut at 80 characters; `None` for what is secret.
    #[must_use]
    pub fn given(&self) -> Option<&str> {
        match &self.given {
            Some(DisplayValue::Text { text, .. } | DisplayValue::Json { text, .. }) => Some(text),
            Some(DisplayValue::Secret) | None => None,
        }
    }

    /// What is expected, in words: the type, its range or choices.
    #[must_use]
    pub fn expected(&self) -> Option<&str> {
        self.expected.as_deref()
    }

    /// The nearest name or choice, where one is near.
    #[must_use]
    pub fn suggestion(&self) -> Option<&str> {
        self.suggestion.as_deref()
    }

    /// What to do about it, where `expected` and `suggestion` do not already show it: ``write
    /// `--layers 64,32` ``.
    #[must_use]
    pub fn remedy(&self) -> Option<&str> {
        self.remedy.as_deref()
    }
}

/// What a problem is about.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Subject {
    Hyperparameter,
    Channel,
    #[cfg(feature = "run")]
    Directory,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let f = &mut OneLine {
            out: f,
            was_control: false,
        };
        let noun = match self.subject {
            Subject::Hyperparameter => "hyperparameter",
            Subject::Channel => {
                f.write_str("channel ")?;
                "channel of this program"
            }
            #[cfg(feature = "run")]
            Subject::Directory => "directory",
        };
        match (&self.name, &self.origin) {
            // An unknown variable or argument is its own origin.
            (Some(name), Some(Origin::Variable(origin) | Origin::Argument(origin)))
                if name == origin =>
            {
                write!(f, "{}: ", DisplayName(name))?
            }
            (Some(name), Some(origin)) => write!(f, "{} ({origin}): ", DisplayName(name))?,
            (Some(name), None) => write!(f, "{}: ", DisplayName(name))?,
            (None, Some(origin)) => write!(f, "{origin}: ")?,
            (None, None) => {}
        }
        let mut separator = "";
        let mut part = |f: &mut OneLine<'_, '_>, text: fmt::Arguments<'_>| {
            write!(f, "{separator}{text}")?;
            separator = "; ";
            Ok(())
        };
        match self.kind {
            ProblemKind::Missing => part(f, format_args!("missing"))?,
            ProblemKind::Unknown => part(f, format_args!("no {noun} has this name"))?,
            _ => {}
        }
        match (&self.given, &self.reason) {
            (Some(given), Some(reason)) if !reason.trim().is_empty() => {
                part(f, format_args!("got {given}, but {reason}"))?
            }
            (Some(given), _) => part(f, format_args!("got {given}"))?,
            (None, Some(reason)) => part(f, format_args!("{reason}"))?,
            (None, None) => {}
        }
        if let Some(expected) = &self.expected {
            part(f, format_args!("expected {expected}"))?;
        }
        if let Some(suggestion) = &self.suggestion {
            part(f, format_args!("did you mean {}?", DisplayName(suggestion)))?;
        }
        if let Some(remedy) = &self.remedy {
            part(f, format_args!("{remedy}"))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
