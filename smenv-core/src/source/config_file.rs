//! `hyperparameters.json` in the container's `input/config`.
use std::cell::OnceCell;

use smenv_shared::json::scanner;
use smenv_shared::json::token::SyntaxError;

use crate::error::problem::{Origin, Problem};
use crate::faults::fault::Fault;
use crate::faults::{files, invalid_json};
use crate::source::source::Source;

/// The name under which the file is spoken of.
pub(crate) const NAME: &str = "hyperparameters.json";

/// The file, read when it is first needed.
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

    pub(crate) fn text(&self) -> Option<&str> {
        let read = || match read(self.source, NAME)? {
            Ok(text) => Some(text),
            Err(fault) => {
                self.fault(fault);
                None
            }
        };
        self.text.get_or_init(read).as_deref()
    }

    /// Keeps that its text is not a JSON object.
    #[cold]
    pub(crate) fn broken(&self, broken: SyntaxError, text: &str) {
        self.fault(invalid_json::fault(broken, text, NAME));
    }

    fn fault(&self, fault: Fault) {
        let origin = Origin::ConfigFile(NAME.to_owned());
        let problem = Problem::unreadable(origin, fault.within(&place(self.source)));
        // The first fault is the one that tells most.
        let _ = self.problem.set(problem);
    }
}

/// The text of a file of the source's `input/config`, or why it cannot be read; `None` if it is not
/// there.
pub(crate) fn read(source: &Source, name: &str) -> Option<Result<String, Fault>> {
    let bytes = match files::read(&source.config_file(name)?)? {
        Ok(bytes) => bytes,
        Err(fault) => return Some(Err(fault)),
    };
    // With its mark at the start or without it: JSON has no NUL.
    let is_utf_16 = matches!(
        bytes[..],
        [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] | [0, _, ..] | [_, 0, ..]
    );
    Some(match String::from_utf8(bytes) {
        _ if is_utf_16 => Err(Fault::utf_16()),
        Ok(text) => Ok(scanner::without_bom(&text).to_owned()),
        Err(error) => Err(invalid_json::not_utf_8(error.as_bytes())),
    })
}

/// Where the source's config files are, as it stands behind a fault.
pub(crate) fn place(source: &Source) -> String {
    source
        .config_dir()
        .map_or_else(String::new, |folder| format!(" (in {})", folder.display()))
}
