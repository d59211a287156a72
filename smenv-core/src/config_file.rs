//! `hyperparameters.json` in the container's `input/config`.

use std::cell::OnceCell;

use crate::error::{Origin, Problem, ProblemKind};
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
        let read = || {
            let path = self.source.config_dir()?.join(NAME);
            let fault = match std::fs::read(&path).map(String::from_utf8) {
                Ok(Ok(text)) if !text.trim().is_empty() => return Some(text),
                Ok(Ok(_)) => "it is empty".to_owned(),
                Ok(Err(_)) => "it is not UTF-8".to_owned(),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
                Err(error) => error.to_string(),
            };
            self.fault(fault);
            None
        };
        self.text.get_or_init(read).as_deref().map(|text| text.trim_start_matches('\u{feff}'))
    }

    pub(crate) fn fault(&self, fault: String) {
        let folder = self.source.config_dir().unwrap_or_default();
        let reason = format!("{fault} (in {})", folder.display());
        let origin = Origin::ConfigFile(NAME.to_owned());
        let problem = Problem { origin: Some(origin), reason: Some(reason), ..Problem::new(ProblemKind::Unreadable) };
        // The first fault is the one that tells most.
        let _ = self.problem.set(problem);
    }
}
