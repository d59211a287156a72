//! `hyperparameters.json` in the container's `input/config`.

use std::cell::OnceCell;

use crate::error::{Origin, Problem};
use crate::not_utf8;
use crate::source::Source;

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
        ConfigFile { source, text: OnceCell::new(), problem: OnceCell::new() }
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

    pub(crate) fn fault(&self, fault: String) {
        let origin = Origin::ConfigFile(NAME.to_owned());
        let problem = Problem::unreadable(origin, fault + &place(self.source));
        // The first fault is the one that tells most.
        let _ = self.problem.set(problem);
    }
}

/// The text of a file of the source's `input/config`, without the mark that Windows' editors begin it with, or why it cannot be read;
/// `None` where it is not there.
pub(crate) fn read(source: &Source, name: &str) -> Option<Result<String, String>> {
    match std::fs::read(source.config_file(name)?).map(String::from_utf8) {
        Ok(Ok(text)) => match text.trim_start_matches('\u{feff}') {
            text if text.trim().is_empty() => Some(Err("it is empty".to_owned())),
            text => Some(Ok(text.to_owned())),
        },
        Ok(Err(error)) => Some(Err(not_utf8::reason(error.as_bytes()))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => Some(Err(error.to_string())),
    }
}

/// Where the source's config files are, as it stands behind a fault.
pub(crate) fn place(source: &Source) -> String {
    source.config_dir().map_or_else(String::new, |folder| format!(" (in {})", folder.display()))
}
