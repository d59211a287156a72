//! The file whose first 1,024 characters SageMaker shows as the reason why a job failed.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use smenv_shared::regular_file::exists;

use crate::faults::files::in_place_of;
use crate::files::sibling::{at, sibling};
use crate::run::console;
use crate::source::source::Source;
use crate::training_env::training_env::TrainingEnv;

/// The number of characters that SageMaker shows.
const SHOWN: usize = 1024;

/// The file for the reason why a job failed, if there is a place for it.
#[derive(Clone)]
pub(crate) struct FailureReport(Option<PathBuf>);

impl FailureReport {
    /// Finds the file in a job, or in a folder laid out as a job's. Other machines have no place for
    /// it.
    pub(crate) fn of(source: &Source, env: &TrainingEnv) -> Self {
        let file = env.failure_file();
        let has_place =
            source.is_job() || source.has_given_base() || file.parent().is_some_and(Path::exists);
        FailureReport(has_place.then(|| file.to_owned()))
    }

    /// Removes the report of an earlier run.
    pub(crate) fn remove(&self) {
        let Some(file) = &self.0 else { return };
        if let Err(error) = remove(file) {
            console::warn(&format!(
                "cannot remove the report of an earlier failure: {error}"
            ));
        }
    }

    /// Writes the report of this run, unless there is one already.
    pub(crate) fn write(&self, message: &str) {
        let Some(file) = &self.0 else { return };
        if let Err(error) = write(file, message) {
            console::report(&format!("cannot report the failure: {error}"));
        }
    }
}

/// Shortens a text to what SageMaker shows: its beginning, which names what failed, and its end,
/// which names the cause. Both are whole lines if that omits little.
fn shown(text: &str) -> String {
    const GAP: &str = "\n[…]\n";
    const END: usize = 384;
    let length = text.chars().count();
    if length <= SHOWN {
        return text.to_owned();
    }
    let start = SHOWN - END - GAP.chars().count();
    let at = |character: usize| {
        text.char_indices()
            .nth(character)
            .map_or(text.len(), |(at, _)| at)
    };
    let (start, end) = (&text[..at(start)], &text[at(length - END)..]);
    // Not if the lines are a small part: the beginning of a long line is better than nothing.
    let is_most = |lines: &str, of: &str| lines.chars().count() * 4 >= of.chars().count() * 3;
    let whole_start = start
        .rsplit_once('\n')
        .map(|(lines, _)| lines)
        .filter(|lines| is_most(lines, start));
    let whole_end = end
        .split_once('\n')
        .map(|(_, lines)| lines)
        .filter(|lines| is_most(lines, end));
    let (start, end) = (whole_start.unwrap_or(start), whole_end.unwrap_or(end));
    [start, GAP, end].concat()
}

/// Writes the report completely or not at all. An existing report stays, since it describes the first
/// failure.
///
/// # Errors
/// If it cannot be written, or something else is in its place, such as a link, which is neither
/// opened nor replaced.
fn write(file: &Path, text: &str) -> io::Result<()> {
    let written = sibling(file).map_err(|error| {
        match file.parent().filter(|dir| exists(dir) && !dir.is_dir()) {
            Some(dir) => {
                let what =
                    in_place_of(dir).unwrap_or_else(|| "it is a file, not a directory".to_owned());
                at(dir, io::Error::new(error.kind(), what))
            }
            None => error,
        }
    })?;
    let outcome = put(&written, file, text).map_err(|error| at(file, error));
    let _ = fs::remove_file(&written);
    outcome
}

/// Removes a report if there is one. Anything but a regular file stays.
///
/// # Errors
/// If it cannot be removed, or a link that somebody has put there leads to it.
fn remove(file: &Path) -> io::Result<()> {
    match (fs::symlink_metadata(file), fs::metadata(file)) {
        (Ok(itself), _) if itself.is_file() => {
            fs::remove_file(file).map_err(|error| at(file, error))
        }
        (Ok(_), Ok(metadata)) if metadata.is_file() && metadata.len() > 0 => {
            Err(at(file, io::Error::other("it is a link")))
        }
        _ => Ok(()),
    }
}

fn put(written: &Path, file: &Path, text: &str) -> io::Result<()> {
    create(written, text)?;
    // Unlike a renamed file, a hard link never replaces another.
    let error = match fs::hard_link(written, file) {
        Ok(()) => return Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => error,
        // On systems without hard links.
        Err(_) => match create(file, text) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => error,
            outcome => return outcome,
        },
    };
    match (in_place_of(file), fs::metadata(file)) {
        (Some(what), _) => Err(io::Error::new(error.kind(), what)),
        // An empty file does not count as a report.
        (None, Ok(metadata)) if metadata.len() == 0 => {
            match fs::symlink_metadata(file)?.is_symlink() {
                true => Err(io::Error::new(
                    error.kind(),
                    "it is a link to an empty file",
                )),
                false => fs::rename(written, file),
            }
        }
        (None, Ok(_)) => Ok(()),
        // Such as a link that leads to itself.
        (None, Err(error)) => Err(error),
    }
}

/// Writes a file that does not exist yet. An incomplete one is removed.
fn create(file: &Path, text: &str) -> io::Result<()> {
    let mut report = OpenOptions::new().write(true).create_new(true).open(file)?;
    let written = report
        .write_all(shown(text).as_bytes())
        .and_then(|()| report.sync_all());
    if written.is_err() {
        let _ = fs::remove_file(file);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::SHOWN;
    use super::shown;

    #[test]
    fn characters_are_counted_not_bytes() {
        for length in [0, 1, SHOWN - 1, SHOWN] {
            let text = "誤".repeat(length);
            assert_eq!(shown(&text), text);
        }
        for length in [SHOWN + 1, 5000] {
            let text: String = (0..length)
                .map(|number| char::from_digit(number as u32 % 10, 10).unwrap())
                .collect();
            let text = text.replace('7', "誤");
            let shown = shown(&text);
            assert_eq!(shown.chars().count(), SHOWN);
            let (start, end) = shown.split_once("\n[…]\n").unwrap();
            assert!(text.starts_with(start) && text.ends_with(end));
        }
    }
}
