//! `hyperparameters.json` in the container's `input/config`.

use std::cell::OnceCell;

use smenv_shared::json::scanner;
use smenv_shared::json::token::SyntaxError;

use crate::error::problem::{Origin, Problem, Subject};
use crate::faults::fault::Fault;
use crate::faults::{files, invalid_json};
use crate::source::locations::HYPERPARAMETERS;
use crate::source::source::Source;

/// The name of the file, also in messages.
pub(crate) const NAME: &str = HYPERPARAMETERS;

/// The file, which is read when it is first needed.
pub(crate) struct ConfigFile<'s> {
    pub(crate) source: &'s Source,
    text: OnceCell<Option<String>>,
    pub(crate) problem: OnceCell<Problem>,
}

impl<'s> ConfigFile<'s> {
    pub(crate) fn of(source: &'s Source) -> Self {
        ConfigFile {
            source,
            text: OnceCell::new(),
            problem: OnceCell::new(),
        }
    }

    /// Returns the file's text; `None` if it does not exist or is unreadable.
    pub(crate) fn text(&self) -> Option<&str> {
        let read = || match read(self.source, NAME)? {
            Ok(text) => Some(text),
            Err(fault) => {
                self.keep(fault);
                None
            }
        };
        self.text.get_or_init(read).as_deref()
    }

    /// Keeps the problem that `text` is not a JSON object.
    pub(crate) fn keep_syntax_error(&self, error: SyntaxError, text: &str) {
        self.keep(invalid_json::fault(error, text, NAME));
    }

    fn keep(&self, fault: Fault) {
        let origin = Origin::ConfigFile(NAME.to_owned());
        let problem = Problem {
            subject: Subject::Hyperparameter,
            ..Problem::unreadable(origin, fault.within(&in_config_dir(self.source)))
        };
        // The first fault is the cause of the others.
        let _ = self.problem.set(problem);
    }
}

/// Returns the text of a file in the source's `input/config`, or why it is unreadable; `None` if it
/// does not exist.
pub(crate) fn read(source: &Source, name: &str) -> Option<Result<String, Fault>> {
    if let Some(files) = source.given_files() {
        return files.get(name).map(|text| Ok(text.to_owned()));
    }
    Some(files::read(&source.config_file(name)?)?.and_then(decoded))
}

/// Decodes the text of a JSON file, without its byte order mark.
///
/// # Errors
/// If it is not UTF-8.
pub(crate) fn decoded(bytes: Vec<u8>) -> Result<String, Fault> {
    // With or without a byte order mark: JSON contains no NUL.
    let is_utf_16 = matches!(
        bytes[..],
        [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] | [0, _, ..] | [_, 0, ..]
    );
    match String::from_utf8(bytes) {
        _ if is_utf_16 => Err(Fault::utf_16()),
        Ok(text) => Ok(scanner::without_bom(&text).to_owned()),
        Err(error) => Err(invalid_json::not_utf_8(error.as_bytes())),
    }
}

/// Returns the folder of the source's config files as a suffix of a fault's reason: ` (in DIR)`.
pub(crate) fn in_config_dir(source: &Source) -> String {
    source
        .config_dir()
        .map_or_else(String::new, |folder| format!(" (in {})", folder.display()))
}
