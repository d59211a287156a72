//! The JSON objects that report many facts: `SM_TRAINING_ENV`, `resourceconfig.json` and the like.

use smenv_shared::json::scanner;
use smenv_shared::json::token::Kind;

use crate::error::problem::{Origin, Problem};
use crate::facts::statement::{OwnedJson, Statement};
use crate::faults::fault::Fault;
use crate::faults::invalid_json;
use crate::source::config_file;
use crate::source::source::Source;

/// The entries of a JSON object, and its origin.
pub(crate) struct JsonObject {
    pub(crate) origin: Origin,
    entries: Vec<(String, OwnedJson)>,
    /// Why the object cannot be read, until that has been reported.
    fault: Option<Problem>,
}

impl Default for JsonObject {
    #[inline]
    fn default() -> Self {
        JsonObject {
            origin: Origin::Absent,
            entries: Vec::new(),
            fault: None,
        }
    }
}

impl JsonObject {
    #[inline]
    pub(crate) fn of_variable(source: &Source, name: &str) -> Option<Self> {
        Some(JsonObject::parse(
            source.text_of(name)?,
            Origin::Variable(name.to_owned()),
            "",
        ))
    }

    #[inline]
    pub(crate) fn of_file(source: &Source, name: &str) -> Self {
        let origin = Origin::ConfigFile(name.to_owned());
        match config_file::read(source, name) {
            Some(text) => {
                let folder = source
                    .config_file(name)
                    .and_then(|file| Some(file.parent()?.to_owned()));
                let in_folder =
                    folder.map_or_else(String::new, |folder| format!(" (in {})", folder.display()));
                JsonObject::parse(text, origin, &in_folder)
            }
            None => JsonObject::default(),
        }
    }

    #[inline]
    pub(crate) fn is_there(&self) -> bool {
        !self.entries.is_empty() || self.fault.is_some()
    }

    #[inline]
    pub(crate) fn without_fault(self) -> Self {
        JsonObject {
            fault: None,
            ..self
        }
    }

    /// Parses an object. The entries before a syntax error are kept.
    #[inline]
    fn parse(text: Result<String, Fault>, origin: Origin, in_folder: &str) -> Self {
        let mut entries = Vec::new();
        let fault = match &text {
            Ok(text) => scanner::entries(text, |key, value| {
                entries.extend(
                    key.decoded()
                        .map(|key| (key.into_owned(), OwnedJson::of(value))),
                );
            })
            .map_err(|error| invalid_json::fault(error, text, &origin.to_string())),
            Err(fault) => Err(fault.clone()),
        };
        let fault = fault
            .err()
            .map(|fault| Problem::unreadable(origin.clone(), fault.within(in_folder)));
        JsonObject {
            origin,
            entries,
            fault,
        }
    }

    /// Returns the value of a key, unless it is null or empty. The first call moves the object's
    /// fault to `problems`.
    #[inline]
    pub(crate) fn get(
        &mut self,
        key: &'static str,
        problems: &mut Vec<Problem>,
    ) -> Option<Statement> {
        problems.extend(self.fault.take());
        let (_, value) = self.entries.iter().rfind(|(known, _)| known == key)?;
        // A string with a lone surrogate counts as absent; another place may have the fact.
        let is_valid = !value.kind.is_string() || value.json().as_str().is_some();
        let is_set = is_valid && value.kind != Kind::Null && !value.text.is_empty();
        is_set.then(|| Statement {
            value: value.clone(),
            origin: self.origin.clone(),
            key: Some(key),
        })
    }
}
