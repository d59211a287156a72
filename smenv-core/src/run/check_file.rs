//! `--check`: a request in a file, before the launch.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::channels::sm_channels::SmChannels;
use crate::error::error::Error;
use crate::error::problem::{Origin, Problem};
use crate::faults::fault::Fault;
use crate::hyperparameters::sm_hyperparameters::SmHyperparameters;
use crate::metrics::sm_metrics::SmMetrics;
use crate::requests::check::check;
use crate::source::config_file::decoded;

/// Checks the request in a file, or in standard input if the file is `-`. Returns what to print.
///
/// # Errors
/// If the file is missing or unreadable, or a job of the request would end with a problem: what to
/// report.
pub(crate) fn check_file<H: SmHyperparameters, C: SmChannels, M: SmMetrics>(
    file: Option<&OsStr>,
) -> Result<String, String> {
    let Some(file) = file.filter(|file| !file.is_empty()) else {
        return Err(
            "--check: missing file; write `--check FILE`, or `--check -` for standard input"
                .to_owned(),
        );
    };
    let name = if file == "-" {
        "standard input".to_owned()
    } else {
        Path::new(file).display().to_string()
    };
    let bytes = read(file).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => format!("--check: {name} does not exist"),
        io::ErrorKind::IsADirectory => format!("--check: {name} is a directory, not a file"),
        _ => format!("--check: cannot read {name}: {error}"),
    })?;
    let unreadable = |fault: Fault| {
        let problem = Problem::unreadable(Origin::Request(name.clone()), fault);
        format!("--check: {problem}")
    };
    let text = decoded(bytes).map_err(unreadable)?;
    check::<H, C, M>(&name, &text)
        .map(|()| format!("No problems in {name}."))
        .map_err(|error| text_of(&name, &error))
}

/// Reads a file, which can be a pipe.
fn read(file: &OsStr) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if file == "-" {
        io::stdin().read_to_end(&mut bytes)?;
    } else {
        File::open(file)?.read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// Returns the problems under a heading that names the request.
fn text_of(name: &str, error: &Error) -> String {
    let count = error.problems().len();
    let noun = if count == 1 { "problem" } else { "problems" };
    let lines: Vec<String> = error
        .problems()
        .iter()
        .map(|problem| format!("\n- {problem}"))
        .collect();
    format!("{count} {noun} in {name}:{}", lines.concat())
}
