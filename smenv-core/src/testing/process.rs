//! A process of a local job.

use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;

use crate::source::source::Source;

/// A process of the job, and the folder of its host.
#[derive(Clone)]
pub(crate) struct LocalProcess {
    pub(crate) base: PathBuf,
    pub(crate) variables: Vec<(OsString, OsString)>,
    pub(crate) arguments: Vec<OsString>,
}

/// Writes the folder only, since the variables may have secrets.
impl fmt::Debug for LocalProcess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.base.fmt(f)
    }
}

impl LocalProcess {
    pub(crate) fn source(&self) -> Source {
        Source::as_process(self.variables.iter().cloned()).args(self.arguments.iter().cloned())
    }
}
