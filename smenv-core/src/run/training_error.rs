//! The errors that a training function may return.

use std::error::Error as StdError;

/// An error that a training function may return: a type that implements [`Error`](StdError), a box
/// of one, a text, or anything that converts into these, such as the errors of anyhow and eyre. The
/// compiler infers `Kind`.
///
/// ```no_run
/// # use smenv_core as smenv;
/// # use std::process::ExitCode;
/// # #[derive(smenv_derive::SmHyperparameters)]
/// # #[sm(crate = smenv_core)]
/// # struct Hyperparameters {}
/// fn main() -> ExitCode {
///     smenv::run(|job: smenv::Job<Hyperparameters>| {
///         let files = job.env.channel("train").map_err(|error| error.to_string())?;
///         Err(format!("{} is empty", files.dir().display()))
///     })
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an error that a training function can return",
    label = "no `std::error::Error`",
    note = "`Box<dyn std::error::Error>` takes any error"
)]
pub trait TrainingError<Kind> {
    /// Returns the error and its causes, one per line.
    #[doc(hidden)]
    fn __message(self) -> String;
}

/// The kind of errors that convert into a box.
#[doc(hidden)]
#[derive(Debug)]
pub enum Converts {}

impl<E: Into<Box<dyn StdError>>> TrainingError<Converts> for E {
    fn __message(self) -> String {
        chain(&*self.into())
    }
}

/// The kind of boxes that convert into no other box.
#[doc(hidden)]
#[derive(Debug)]
pub enum IsBox {}

impl TrainingError<IsBox> for Box<dyn StdError + Send + Sync> {
    fn __message(self) -> String {
        chain(&*self)
    }
}

impl TrainingError<IsBox> for Box<dyn StdError + Send> {
    fn __message(self) -> String {
        chain(&*self)
    }
}

/// Returns an error and its causes, one per line. A cause is left out if the message before it
/// already has it.
fn chain(error: &dyn StdError) -> String {
    let mut text = error.to_string();
    let mut previous = text.clone();
    let mut cause = error.source();
    while let Some(error) = cause {
        let line = error.to_string();
        if !previous.contains(&line) {
            text.push_str("\ncaused by: ");
            text.push_str(&line);
        }
        previous = line;
        cause = error.source();
    }
    text
}
