//! Errors as JSON.
//!
//! Each implementation repeats the `cfg` of this module, for rustdoc to show the feature also where
//! the crate `smenv` re-exports the type.

use serde_core::ser::{Serialize, SerializeStruct, Serializer};

use crate::error::error::Error;
use crate::error::problem::{Origin, Problem, ProblemKind, Subject};
use crate::render::display::DisplayName;

/// Serializes as `{"problems": […], "note": …}`, for logs that a program reads. The note is a last
/// line about all problems, or null.
///
/// ```
/// # use smenv_core as smenv;
/// # use smenv::Source;
/// let source = Source::from_vars([("SM_HPS", r#"{"epochs": "ten"}"#)]);
/// let error = source.hyperparameter::<u32>("epochs").unwrap_err();
///
/// assert_eq!(
///     serde_json::to_string(&error)?,
///     concat!(
///         r#"{"problems":[{"kind":"invalid","subject":"hyperparameter","name":"epochs","#,
///         r#""origin":{"type":"variable","name":"SM_HPS"},"given":"ten","is_truncated":false,"reason":null,"#,
///         r#""expected":"an integer from 0 to 4294967295","suggestion":null,"remedy":null,"#,
///         r#""message":"epochs (SM_HPS): got \"ten\"; expected an integer from 0 to 4294967295"}],"#,
///         r#""note":null}"#,
///     ),
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[cfg(feature = "serde")]
impl Serialize for Error {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Error", 2)?;
        object.serialize_field("problems", self.problems())?;
        object.serialize_field("note", &self.note())?;
        object.end()
    }
}

/// Serializes as an object that always has the same keys; an unknown fact is null. Whatever
/// `Display` hides or cuts is hidden or cut here too.
///
/// | key | value |
/// |---|---|
/// | `kind` | [`kind`](Problem::kind) |
/// | `subject` | [`subject`](Problem::subject) |
/// | `name` | [`name`](Problem::name) |
/// | `origin` | [`origin`](Problem::origin) |
/// | `given` | [`given`](Problem::given): null for a secret |
/// | `is_truncated` | [`is_truncated`](Problem::is_truncated) |
/// | `reason` | [`reason`](Problem::reason) |
/// | `expected` | [`expected`](Problem::expected) |
/// | `suggestion` | [`suggestion`](Problem::suggestion) |
/// | `remedy` | [`remedy`](Problem::remedy) |
/// | `message` | the problem in one line, as `Display` writes it |
///
/// ```
/// # use smenv_core as smenv;
/// # use smenv::Source;
/// let error = Source::default().hyperparameter::<u32>("epochs").unwrap_err();
/// let problem = serde_json::to_value(&error.problems()[0])?;
///
/// assert_eq!(problem["kind"], "missing");
/// assert_eq!(problem["name"], "epochs");
/// assert!(problem["given"].is_null());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[cfg(feature = "serde")]
impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let shown =
            |name: &Option<String>| name.as_deref().and_then(|name| DisplayName(name).text());
        let mut object = serializer.serialize_struct("Problem", 11)?;
        object.serialize_field("kind", &self.kind)?;
        object.serialize_field("subject", &self.subject)?;
        object.serialize_field("name", &shown(&self.name))?;
        object.serialize_field("origin", &self.origin)?;
        object.serialize_field("given", &self.given())?;
        object.serialize_field("is_truncated", &self.is_truncated())?;
        object.serialize_field("reason", &self.reason)?;
        object.serialize_field("expected", &self.expected)?;
        object.serialize_field("suggestion", &shown(&self.suggestion))?;
        object.serialize_field("remedy", &self.remedy)?;
        object.serialize_field("message", &self.to_string())?;
        object.end()
    }
}

/// Serializes as the variant's name in snake case.
///
/// ```
/// # use smenv_core as smenv;
/// # use smenv::ProblemKind;
/// assert_eq!(serde_json::to_string(&ProblemKind::OutOfRange)?, r#""out_of_range""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[cfg(feature = "serde")]
impl Serialize for ProblemKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            ProblemKind::Missing => "missing",
            ProblemKind::Invalid => "invalid",
            ProblemKind::OutOfRange => "out_of_range",
            ProblemKind::Rejected => "rejected",
            ProblemKind::Unknown => "unknown",
            ProblemKind::Conflict => "conflict",
            ProblemKind::NotUnicode => "not_unicode",
            ProblemKind::Unreadable => "unreadable",
            ProblemKind::Unusable => "unusable",
        })
    }
}

/// Serializes as the variant's name in snake case.
///
/// ```
/// # use smenv_core as smenv;
/// # use smenv::Subject;
/// assert_eq!(serde_json::to_string(&Subject::TrainingEnv)?, r#""training_env""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[cfg(feature = "serde")]
impl Serialize for Subject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Subject::Hyperparameter => "hyperparameter",
            Subject::Channel => "channel",
            Subject::Directory => "directory",
            Subject::TrainingEnv => "training_env",
        })
    }
}

/// Serializes as `{"type": …, "name": …}`. The type is `argument`, `variable`, `config_file`,
/// `request`, `default` or `absent`; for the last two the name is null.
///
/// ```
/// # use smenv_core as smenv;
/// # use smenv::Origin;
/// let origin = Origin::Argument("--lr".to_owned());
/// assert_eq!(serde_json::to_string(&origin)?, r#"{"type":"argument","name":"--lr"}"#);
/// assert_eq!(serde_json::to_string(&Origin::Default)?, r#"{"type":"default","name":null}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[cfg(feature = "serde")]
impl Serialize for Origin {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (kind, name) = match self {
            Origin::Argument(name) => ("argument", Some(name)),
            Origin::Variable(name) => ("variable", Some(name)),
            Origin::ConfigFile(name) => ("config_file", Some(name)),
            Origin::Request(name) => ("request", Some(name)),
            Origin::Default => ("default", None),
            Origin::Absent => ("absent", None),
        };
        let mut object = serializer.serialize_struct("Origin", 2)?;
        object.serialize_field("type", kind)?;
        object.serialize_field("name", &name)?;
        object.end()
    }
}
