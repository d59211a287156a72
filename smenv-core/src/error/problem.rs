//! A single problem of a job.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use crate::faults::fault::Fault;
use crate::render::display::{DisplayName, DisplayValue, OneLine};

/// The kind of a [`Problem`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ProblemKind {
    /// A required hyperparameter or channel is missing.
    Missing,
    /// A value does not parse as the field's type.
    Invalid,
    /// A value is outside the range of the field or of its type.
    OutOfRange,
    /// A `validate` function rejected a value.
    Rejected,
    /// No field has this name.
    Unknown,
    /// A field has two different values, or facts of the job contradict each other.
    Conflict,
    /// A value is not UTF-8.
    NotUnicode,
    /// A source cannot be read: `SM_HPS` is not JSON, a file cannot be opened.
    Unreadable,
    /// The program cannot use a directory: that of a channel does not exist or has no files, or an
    /// output directory is not writable.
    Unusable,
}

/// The place that a value comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Origin {
    /// A command-line argument as typed: `--lr`.
    Argument(String),
    /// An environment variable: `SM_HPS`, `SM_HP_LR`.
    Variable(String),
    /// A file of `input/config`, such as `hyperparameters.json`.
    ConfigFile(String),
    /// A request that starts jobs, by the name that `export::check` was given, with the definition or
    /// the step if there are several: `job.json`.
    Request(String),
    /// The default of the field.
    Default,
    /// No source: an `Option` without a value.
    Absent,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Argument(name)
            | Origin::Variable(name)
            | Origin::ConfigFile(name)
            | Origin::Request(name) => f.write_str(name),
            Origin::Default => f.write_str("default"),
            Origin::Absent => f.write_str("not given"),
        }
    }
}

/// A single problem. `Display` shows it on one line; with the feature `serde`, `Serialize` writes
/// its parts as JSON.
///
/// ```
/// # use smenv_core as smenv;
/// # use smenv::{Origin, Source, Subject};
/// let source = Source::from_vars([("SM_HPS", r#"{"epochs": "1.5"}"#)]);
/// let error = source.hyperparameter::<u32>("epochs").unwrap_err();
/// let problem = &error.problems()[0];
///
/// assert_eq!(problem.subject(), Subject::Hyperparameter);
/// assert_eq!(problem.name(), Some("epochs"));
/// assert_eq!(problem.origin(), Some(&Origin::Variable("SM_HPS".to_owned())));
/// assert_eq!(problem.given(), Some("1.5"));
/// assert_eq!(problem.reason(), Some("it is not a whole number"));
/// assert_eq!(problem.expected(), Some("an integer from 0 to 4294967295"));
/// ```
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

    /// Creates the problem of a source that cannot be read.
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
            ..Problem::of_training_env(ProblemKind::Unreadable)
        }
    }

    /// Creates the problem of a fact of the job that is neither a hyperparameter nor a channel.
    #[cold]
    pub(crate) fn of_training_env(kind: ProblemKind) -> Self {
        Problem {
            subject: Subject::TrainingEnv,
            ..Problem::new(kind)
        }
    }

    /// Returns whether this is an unknown hyperparameter without a suggestion.
    pub(crate) fn is_unlike_any_name(&self) -> bool {
        self.kind == ProblemKind::Unknown
            && self.subject == Subject::Hyperparameter
            && self.name.is_some()
            && self.suggestion.is_none()
    }

    /// Returns the kind of the problem.
    #[must_use]
    pub fn kind(&self) -> ProblemKind {
        self.kind
    }

    /// Returns what the problem is about.
    #[must_use]
    pub fn subject(&self) -> Subject {
        self.subject
    }

    /// Returns the canonical name of the hyperparameter or channel; for an unknown one, the name
    /// that was given; for the rule of a flattened struct, its prefix and `*`; for an output
    /// directory, `model-dir`, `output-data-dir` or `checkpoint-dir`.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Returns the place that the value or the name comes from.
    #[must_use]
    pub fn origin(&self) -> Option<&Origin> {
        self.origin.as_ref()
    }

    /// Returns the first 80 characters of the value that was given; `None` if there is none, or if
    /// it may contain a secret.
    #[must_use]
    pub fn given(&self) -> Option<&str> {
        self.given.as_ref().and_then(DisplayValue::text)
    }

    /// Returns whether [`given`](Self::given) is only the beginning of the value.
    #[must_use]
    pub fn is_truncated(&self) -> bool {
        self.given.as_ref().is_some_and(DisplayValue::is_truncated)
    }

    /// Returns why the value is invalid, beyond what [`expected`](Self::expected) states, or why a
    /// source cannot be read: a clause such as `it is empty`.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }

    /// Returns what is expected: the type, its range or its choices.
    #[must_use]
    pub fn expected(&self) -> Option<&str> {
        self.expected.as_deref()
    }

    /// Returns the nearest name or choice, if one is near.
    #[must_use]
    pub fn suggestion(&self) -> Option<&str> {
        self.suggestion.as_deref()
    }

    /// Returns how to fix it, unless [`expected`](Self::expected) or
    /// [`suggestion`](Self::suggestion) already shows how: ``write `--layers 64,32` ``.
    #[must_use]
    pub fn remedy(&self) -> Option<&str> {
        self.remedy.as_deref()
    }
}

/// What a [`Problem`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Subject {
    /// A hyperparameter, or a source of hyperparameters.
    Hyperparameter,
    /// A channel.
    Channel,
    /// A directory that the program writes to.
    Directory,
    /// The rest of the job: its hosts, accelerators and settings.
    TrainingEnv,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let f = &mut OneLine {
            out: f,
            was_control: false,
        };
        let noun = match self.subject {
            Subject::Hyperparameter => "hyperparameter",
            Subject::Channel => "channel",
            Subject::Directory => "directory",
            Subject::TrainingEnv => "setting",
        };
        if self.subject == Subject::Channel {
            f.write_str("channel ")?;
        }
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
            ProblemKind::Unknown => part(f, format_args!("unknown {noun}"))?,
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

/// Shows every part, with the same parts redacted as in `Display`.
impl fmt::Debug for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name =
            |name: &Option<String>| name.as_deref().map(|name| DisplayValue::new(name, false));
        f.debug_struct("Problem")
            .field("kind", &self.kind)
            .field("subject", &self.subject)
            .field("name", &name(&self.name))
            .field("origin", &self.origin)
            .field("given", &self.given)
            .field("reason", &self.reason)
            .field("expected", &self.expected)
            .field("suggestion", &name(&self.suggestion))
            .field("remedy", &self.remedy)
            .finish()
    }
}
