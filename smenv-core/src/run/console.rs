//! What a program prints.

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

/// Reports an error on standard error, which may be closed.
pub(crate) fn report(message: &str) {
    let _ = writeln!(io::stderr(), "error: {message}");
}

/// Reports a warning on standard error.
pub(crate) fn warn(message: &str) {
    let _ = writeln!(io::stderr(), "warning: {message}");
}

/// Prints to standard output. A reader that has closed it, such as `head`, is not an error: it has
/// read what it wanted.
pub(crate) fn print(text: &str) -> ExitCode {
    let mut out = io::stdout().lock();
    match writeln!(out, "{text}").and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            report(&format!("cannot write to standard output: {error}"));
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}
