//! All problems of a job, each on a line of its own.

use std::collections::HashSet;
use std::fmt;

use crate::error::problem::{Origin, Problem};

/// Everything that is wrong with the settings of a job, or with a request to start one.
///
/// `Display` shows the number of problems, then each problem on a line. `Debug` shows the same,
/// because Rust prints the `Debug` form of an error that `main` returns. Code can inspect
/// [`problems`](Self::problems); with the feature `serde`, `Serialize` writes them as JSON for a log.
///
/// ```
/// # use smenv_core as smenv;
/// # use smenv::{ProblemKind, Source};
/// let source = Source::from_vars([("SM_HPS", r#"{"epochs": "ten"}"#)]);
/// let error = source.hyperparameter::<u32>("epochs").unwrap_err();
///
/// assert_eq!(error.problems()[0].kind(), ProblemKind::Invalid);
/// assert_eq!(error.problems()[0].name(), Some("epochs"));
/// assert_eq!(
///     error.to_string(),
///     "1 problem in the settings of this job:\n- epochs (SM_HPS): got \"ten\"; expected an integer from 0 to 4294967295",
/// );
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Error(Box<(Vec<Problem>, Option<String>)>);

impl Error {
    #[cold]
    pub(crate) fn new(problems: Vec<Problem>) -> Self {
        Error(Box::new((problems, None)))
    }

    /// Combines the problems of two errors. A problem that both contain is kept once.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// # use smenv::Source;
    /// let source = Source::from_vars([("SM_HPS", r#"{"epochs": "ten", "batch-size": -1}"#)]);
    /// let epochs = source.hyperparameter::<u32>("epochs").unwrap_err();
    /// let batch_size = source.hyperparameter::<u32>("batch-size").unwrap_err();
    ///
    /// assert_eq!(epochs.merge(batch_size).problems().len(), 2);
    /// ```
    #[must_use]
    pub fn merge(self, other: Error) -> Self {
        Error::all([self, other])
    }

    /// Combines the problems of several errors, each problem once.
    #[cold]
    pub(crate) fn all(errors: impl IntoIterator<Item = Error>) -> Self {
        let (mut all, mut known, mut notes) = (Vec::new(), HashSet::new(), Vec::new());
        for Error(parts) in errors {
            let (problems, note) = *parts;
            for problem in problems {
                if known.insert(problem.clone()) {
                    all.push(problem);
                }
            }
            notes.extend(note);
        }
        Error::new(all).with_note((!notes.is_empty()).then(|| notes.join("; ")))
    }

    /// Sets the last line, a note about the whole error.
    pub(crate) fn with_note(mut self, note: Option<String>) -> Self {
        self.0.1 = note;
        self
    }

    /// Returns the problems for modification.
    #[cfg(any(feature = "run", feature = "serde"))]
    pub(crate) fn problems_mut(&mut self) -> &mut Vec<Problem> {
        &mut self.0.0
    }

    /// Returns the last line about the whole.
    #[cfg(feature = "serde")]
    pub(crate) fn note(&self) -> Option<&str> {
        self.0.1.as_deref()
    }

    /// Returns every problem, at least one: those of the fields in the order of the struct, then
    /// the unknown names.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.0.0
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (problems, note) = &*self.0;
        let count = problems.len();
        let noun = if count == 1 { "problem" } else { "problems" };
        let is_requested = |problem: &Problem| matches!(problem.origin(), Some(Origin::Request(_)));
        let place = match problems.iter().any(is_requested) {
            true => "the request",
            false => "the settings of this job",
        };
        write!(f, "{count} {noun} in {place}:")?;
        problems
            .iter()
            .try_for_each(|problem| write!(f, "\n- {problem}"))?;
        note.as_ref().map_or(Ok(()), |note| write!(f, "\n({note})"))
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}
