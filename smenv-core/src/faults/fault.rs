//! The reason why a variable or a file cannot be read, and the remedy.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io;

/// The remedy where this program may not read a file or directory.
pub(crate) const GIVE_PERMISSION: &str =
    "give the user that runs this program permission to read it";

/// The parts that an unreadable variable or file contributes to its problem.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub(crate) reason: Cow<'static, str>,
    pub(crate) expected: Option<Cow<'static, str>>,
    pub(crate) remedy: Cow<'static, str>,
}

impl Fault {
    #[cold]
    pub(crate) fn new(
        reason: impl Into<Cow<'static, str>>,
        expected: impl Into<Cow<'static, str>>,
        remedy: impl Into<Cow<'static, str>>,
    ) -> Self {
        Fault {
            reason: reason.into(),
            expected: Some(expected.into()),
            remedy: remedy.into(),
        }
    }

    /// Describes an I/O error.
    pub(crate) fn of_file(error: &io::Error) -> Self {
        let remedy = match error.kind() {
            io::ErrorKind::PermissionDenied => GIVE_PERMISSION,
            _ => "check that it is a file that this program can read",
        };
        Fault {
            expected: None,
            ..Fault::new(format!("it cannot be read: {error}"), "", remedy)
        }
    }

    /// Describes a file in UTF-16, as PowerShell's `>` writes it.
    pub(crate) fn utf_16() -> Self {
        Fault::new("it is UTF-16", "UTF-8", "save it as UTF-8")
    }

    /// Appends the place of a file to the reason.
    pub(crate) fn within(mut self, place: &str) -> Self {
        let _ = write!(self.reason.to_mut(), "{place}");
        self
    }
}
