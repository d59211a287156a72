//! `--check`: a request in a file, before the launch.

use std::io::Read;
use std::path::Path;

use crate::channels::sm_channels::SmChannels;
use crate::error::error::Error;
use crate::error::problem::{Origin, Problem};
use crate::faults::fault::Fault;
use crate::faults::{files, invalid_json};
use crate::hyperparameters::sm_hyperparameters::SmHyperparameters;
use crate::metrics::sm_metrics::SmMetrics;
use crate::requests::check::check;

/// Checks the request in a file, or in standard input if the file is `-`. Returns what to print.
///
/// # Errors
/// If the file is missing or unreadable, or a job of the request would end with a problem: what to
/// report.
pub(crate) fn check_file<H: SmHyperparameters, C: SmChannels, M: SmMetrics>(
    file: Option<&str>,
) -> Result<String, String> {
    let Some(file) = file else {
        return Err(
            "--check: missing file; write `--check FILE`, or `--check -` for standard input"
                .to_owned(),
        );
    };
    let name = if file == "-" { "standard input" } else { file };
    let text = read(file).map_err(|fault| {
        let problem = Problem::unreadable(Origin::ConfigFile(name.to_owned()), fault);
        format!("--check: {problem}")
    })?;
    check::<H, C, M>(name, &text)
        .map(|()| format!("No problems in {name}."))
        .map_err(|error| text_of(name, &error))
}

fn read(file: &str) -> Result<String, Fault> {
    let bytes = if file == "-" {
        let mut bytes = Vec::new();
        std::io::stdin()
            .read_to_end(&mut bytes)
            .map_err(|error| Fault::of_file(&error))?;
        bytes
    } else {
        files::read(Path::new(file)).ok_or_else(|| {
            Fault::new(
                "it does not exist",
                "the file of a request",
                "check the path",
            )
        })??
    };
    String::from_utf8(bytes).map_err(|error| invalid_json::not_utf_8(error.as_bytes()))
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
