//! Why a job failed, as SageMaker shows it: the first 1,024 characters of a file.
use std::error::Error;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use smenv_shared::regular_file::exists;

use crate::faults::files::in_place_of;
use crate::files::write_atomic::{at, beside};

/// How many characters SageMaker shows.
const SHOWN: usize = 1024;

/// An error and what it was caused by, a line each. What an error says of its cause itself is not
/// said again.
#[inline]
pub(crate) fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut said = text.clone();
    let mut cause = error.source();
    while let Some(error) = cause {
        let line = error.to_string();
        if !said.contains(&line) {
            text.push_str("\ncaused by: ");
            text.push_str(&line);
        }
        said = line;
        cause = error.source();
    }
    text
}

/// What of a text is shown: all of it, else its beginning, which says what failed, and its end,
/// which says why; whole lines, where that leaves out little.
#[inline]
pub(crate) fn shown(text: &str) -> String {
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
    // Whole lines, where they are most of it: what a long line begins with tells more than nothing
    // of it.
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

/// Writes the report, whole or not at all; not over one that is there, which tells of what failed
/// first.
///
/// # Errors
/// It cannot be written, or something else is there, which is neither opened nor replaced; nor is a
/// link.
#[inline]
pub(crate) fn report(file: &Path, text: &str) -> io::Result<()> {
    let written = beside(file).map_err(|error| {
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
/// It cannot be removed, or is behind a link, which somebody has put there.
#[inline]
pub(crate) fn remove(file: &Path) -> io::Result<()> {
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

#[inline]
fn put(written: &Path, file: &Path, text: &str) -> io::Result<()> {
    create(written, text)?;
    // A link, unlike a renamed file, takes nobody's place.
    let error = match fs::hard_link(written, file) {
        Ok(()) => return Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => error,
        // For systems without links.
        Err(_) => match create(file, text) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => error,
            outcome => return outcome,
        },
    };
    match (in_place_of(file), fs::metadata(file)) {
        (Some(what), _) => Err(io::Error::new(error.kind(), what)),
        // An empty file is no report.
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

/// Writes a file where there is nothing. One that is not whole is removed.
#[inline]
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
