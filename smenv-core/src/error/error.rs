//! Problems: every one that was found, each on a line that makes sense alone.
#[cfg(feature = "run")]
use std::collections::HashSet;
use std::fmt;

use crate::error::problem::Problem;

/// Everything that is wrong with a job's settings.
///
/// `Display` is for people: how many problems there are, then one a line. `Debug` is the same text,
/// so that it reads well when `main` returns it. For code there is [`problems`](Self::problems).
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
#[derive(Clone)]
pub struct Error(Box<(Vec<Problem>, Option<String>)>);

impl Error {
    #[cold]
    pub(crate) fn new(problems: Vec<Problem>) -> Self {
        Error(Box::new((problems, None)))
    }

    /// All that is wrong of several; what two of them say is said once.
    #[cfg(feature = "run")]
    pub(crate) fn all(errors: impl Iterator<Item = Error>) -> Self {
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

    /// With a last line about the whole.
    pub(crate) fn with_note(mut self, note: Option<String>) -> Self {
        self.0.1 = note;
        self
    }

    /// Returns the problems, to be changed.
    #[cfg(feature = "run")]
    pub(crate) fn problems_mut(&mut self) -> &mut Vec<Problem> {
        &mut self.0.0
    }

    /// Every problem, in the order of the struct's fields; then the names that no field has. There
    /// is at least one.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.0.0
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (problems, note) = &*self.0;
        let count = problems.len();
        write!(
            f,
            "{count} problem{} in the settings of this job:",
            if count == 1 { "" } else { "s" }
        )?;
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
