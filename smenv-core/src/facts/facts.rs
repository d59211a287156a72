//! How a fact of the job is found: its own variable, else `SM_TRAINING_ENV`, else the job's config
//! files.
//!
//! All is `#[inline]`, so that a program that does not ask does not build it.
use std::borrow::Cow;
use std::path::PathBuf;

use smenv_shared::json::scanner;
use smenv_shared::json::token::{Kind, Token};
use smenv_shared::json::value::Json;

use crate::error::problem::{Origin, Problem, ProblemKind};
use crate::facts::launchers;
use crate::faults::fault::Fault;
use crate::faults::invalid_json;
use crate::render::display::DisplayValue;
use crate::source::config_file;
use crate::source::locations::RESOURCE_CONFIG;
use crate::source::source::Source;

/// Where a fact may be said. A key that is empty is none.
#[derive(Clone, Copy)]
pub(crate) struct Places {
    variable: &'static str,
    /// In `SM_TRAINING_ENV`.
    training_env: &'static str,
    /// In `SM_RESOURCE_CONFIG`, else `resourceconfig.json`.
    resource_config: &'static str,
    /// In `hyperparameters.json`.
    hyperparameter: &'static str,
    /// Whether the machine knows it and not the job's files: then a variable counts beside a given
    /// folder too.
    is_of_machine: bool,
    /// Whether it differs from host to host: then the variable may be that of another.
    is_of_host: bool,
}

impl Places {
    #[inline]
    pub(crate) const fn new(variable: &'static str, training_env: &'static str) -> Self {
        Places {
            variable,
            training_env,
            resource_config: "",
            hyperparameter: "",
            is_of_machine: false,
            is_of_host: false,
        }
    }

    #[inline]
    pub(crate) const fn or_resource_config(self, key: &'static str) -> Self {
        Places {
            resource_config: key,
            ..self
        }
    }

    #[inline]
    pub(crate) const fn of_host(
        variable: &'static str,
        training_env: &'static str,
        key: &'static str,
    ) -> Self {
        Places {
            is_of_host: true,
            resource_config: key,
            ..Places::new(variable, training_env)
        }
    }

    #[inline]
    pub(crate) const fn or_hyperparameter(self, name: &'static str) -> Self {
        Places {
            hyperparameter: name,
            ..self
        }
    }

    #[inline]
    pub(crate) const fn of_machine(variable: &'static str, training_env: &'static str) -> Self {
        Places {
            is_of_machine: true,
            ..Places::new(variable, training_env)
        }
    }
}

/// Finds facts, and keeps what is wrong with them.
pub(crate) struct Facts<'s> {
    pub(crate) source: &'s Source,
    training_env: Option<Object>,
    resource_config: Option<Object>,
    pub(crate) problems: Vec<Problem>,
    /// Where each fact was found that was, by its variable; channels' directories by
    /// `channel NAME`.
    pub(crate) origins: Vec<(String, Origin)>,
}

/// A JSON object, and where it is from.
struct Object {
    origin: Origin,
    entries: Vec<(String, Value)>,
    /// Why it cannot be read, until that has been told.
    fault: Option<Problem>,
}

/// A [`Json`] with a text of its own.
#[derive(Clone)]
struct Value {
    text: String,
    kind: Kind,
}

/// What one place says.
pub(crate) struct Statement {
    value: Value,
    pub(crate) origin: Origin,
    key: Option<&'static str>,
}

impl Value {
    #[inline]
    fn of(token: Token<'_>) -> Self {
        Value {
            text: token.text.to_owned(),
            kind: token.kind,
        }
    }

    #[inline]
    fn json(&self) -> Json<'_> {
        Json::of(Token {
            text: &self.text,
            kind: self.kind,
        })
    }
}

impl Statement {
    #[inline]
    pub(crate) fn json(&self) -> Json<'_> {
        self.value.json()
    }

    /// A list of names.
    #[inline]
    pub(crate) fn names(&self) -> Option<Vec<String>> {
        names(self.json())
    }

    /// As it stands in the place's JSON.
    #[inline]
    pub(crate) fn source_text(&self) -> String {
        let text = &self.value.text;
        if self.value.kind.is_string() {
            format!("\"{text}\"")
        } else {
            text.clone()
        }
    }
}

/// The value that a variable is; a text that is no JSON is itself.
#[inline]
fn json_or_text(text: &str) -> Json<'_> {
    Json::parse(text).unwrap_or_else(|| Json::string(text))
}

/// Reads a value, or the value that is written in it as a text: the driver writes some numbers so.
#[inline]
fn read_or_in_text<T>(value: Json<'_>, read: fn(Json<'_>) -> Option<T>) -> Option<T> {
    read(value).or_else(|| read(json_or_text(&value.as_str()?)))
}

#[inline]
fn whole(value: Json<'_>) -> Option<usize> {
    value.as_u64()?.try_into().ok()
}

/// Returns the number that a variable is, as [`Facts::count`] reads it.
#[inline]
pub(crate) fn number(text: &str) -> Option<usize> {
    read_or_in_text(json_or_text(scanner::without_bom(text)), whole)
}

/// The text that a variable is.
#[inline]
fn text_or_null(text: &str) -> Json<'_> {
    if text == "null" {
        Json::of(Token {
            text,
            kind: Kind::Null,
        })
    } else {
        Json::string(text)
    }
}

impl<'s> Facts<'s> {
    #[inline]
    pub(crate) fn of(source: &'s Source) -> Self {
        Facts {
            source,
            training_env: None,
            resource_config: None,
            problems: Vec::new(),
            origins: Vec::new(),
        }
    }

    /// A fact that is JSON of its own in a variable, as a number or a list is.
    #[inline]
    pub(crate) fn json<T>(
        &mut self,
        places: Places,
        expected: &str,
        read: fn(Json<'_>) -> Option<T>,
    ) -> Option<T> {
        let saying = self.look(places, json_or_text)?;
        let found = read_or_in_text(saying.json(), read);
        if found.is_none() {
            self.refuse(saying, expected);
        }
        found
    }

    /// A number of things.
    #[inline]
    pub(crate) fn count(&mut self, places: Places) -> Option<usize> {
        self.json(places, "a whole number, 0 or more", whole)
    }

    /// A number of things of which there is one at least.
    #[inline]
    pub(crate) fn positive(&mut self, places: Places) -> Option<usize> {
        self.json(places, "a whole number, 1 or more", |value| {
            whole(value).filter(|number| *number > 0)
        })
    }

    /// A list of names, such as `algo-1`.
    #[inline]
    pub(crate) fn names(&mut self, places: Places, such_as: &str) -> Option<Vec<String>> {
        let saying = self.look(places, json_or_text)?;
        let found = read_or_in_text(saying.json(), names);
        if found.is_none() {
            let example = saying.json().as_str().and_then(|text| loose_names(&text));
            let example =
                example.unwrap_or_else(|| vec![format!("{such_as}-1"), format!("{such_as}-2")]);
            self.refuse(saying, &format!("a JSON list such as `{}`", list(&example)));
        }
        found
    }

    /// Returns where a fact was found, by its variable.
    #[inline]
    pub(crate) fn origin(&self, variable: &str) -> Option<&Origin> {
        self.origins
            .iter()
            .rfind(|(known, _)| known == variable)
            .map(|(_, origin)| origin)
    }

    /// Returns whether a fact was found in its own variable.
    #[inline]
    pub(crate) fn is_own(&self, variable: &str) -> bool {
        matches!(self.origin(variable), Some(Origin::Variable(name)) if name == variable)
    }

    /// Returns what the resource config was read from, if it was.
    #[inline]
    pub(crate) fn resource_config_origin(&self) -> String {
        self.resource_config
            .as_ref()
            .map_or_else(String::new, |config| config.origin.to_string())
    }

    /// A text. None that is empty, nor null.
    #[inline]
    pub(crate) fn text(&mut self, places: Places) -> Option<String> {
        let saying = self.look(places, text_or_null)?;
        let text = saying.json().as_string();
        if text.is_none() {
            self.refuse(saying, "a string");
        }
        text
    }

    /// A directory, or a file, which in a variable need not be UTF-8.
    #[inline]
    pub(crate) fn path(&mut self, places: Places) -> Option<PathBuf> {
        if self.source.given_base().is_some() {
            return None;
        }
        match self.source.variable(places.variable) {
            Some(path) if path != "null" => {
                let variable = places.variable.to_owned();
                self.origins
                    .push((variable.clone(), Origin::Variable(variable)));
                Some(path.into())
            }
            _ => self.text(places).map(PathBuf::from),
        }
    }

    /// Whether the process has the variables of the host that ran `mpirun`, as the toolkit has it
    /// pass them on to all.
    #[inline]
    pub(crate) fn are_forwarded(&self) -> bool {
        launchers::are_forwarded(self.source)
    }

    /// What `SM_TRAINING_ENV` says under a key.
    #[inline]
    pub(crate) fn in_training_env(&mut self, key: &'static str) -> Option<Statement> {
        let source = self.source;
        if source.given_base().is_some() {
            return None;
        }
        let read = || {
            let object = Object::of_variable(source, "SM_TRAINING_ENV").unwrap_or_default();
            // The driver breaks it where a hyperparameter has an apostrophe, and all that is in it
            // is said elsewhere too.
            Object {
                fault: None,
                ..object
            }
        };
        self.training_env
            .get_or_insert_with(read)
            .says(key, &mut self.problems)
    }

    /// What `SM_RESOURCE_CONFIG` or its file says under a key.
    #[inline]
    pub(crate) fn in_resource_config(&mut self, key: &'static str) -> Option<Statement> {
        let (source, is_forwarded) = (self.source, self.are_forwarded());
        let read = || {
            let variable = || {
                Object::of_variable(source, "SM_RESOURCE_CONFIG")
                    .filter(|_| source.given_base().is_none())
            };
            let file = || Object::of_file(source, RESOURCE_CONFIG);
            match is_forwarded {
                false => variable().unwrap_or_else(file),
                true => Some(file())
                    .filter(Object::is_there)
                    .or_else(variable)
                    .unwrap_or_default(),
            }
        };
        self.resource_config
            .get_or_insert_with(read)
            .says(key, &mut self.problems)
    }

    #[inline]
    fn in_hyperparameters(&self, name: &'static str) -> Option<Statement> {
        // That the file cannot be read is told by what reads the hyperparameters.
        Object::of_file(self.source, config_file::NAME).says(name, &mut Vec::new())
    }

    /// What the first of the places says, if one does; after a problem nothing.
    #[inline]
    fn look(&mut self, places: Places, read: fn(&str) -> Json<'_>) -> Option<Statement> {
        let saying = self.find(places, read)?;
        self.origins
            .push((places.variable.to_owned(), saying.origin.clone()));
        Some(saying)
    }

    #[inline]
    fn find(&mut self, places: Places, read: fn(&str) -> Json<'_>) -> Option<Statement> {
        let Places {
            variable,
            training_env,
            resource_config,
            hyperparameter,
            is_of_machine,
            is_of_host,
        } = places;
        if is_of_host && self.are_forwarded() {
            if let Some(saying) = self.in_resource_config(resource_config) {
                return Some(saying);
            }
        }
        let said = self
            .source
            .variable(variable)
            .filter(|_| is_of_machine || self.source.given_base().is_none());
        if let Some(said) = said {
            let origin = Origin::Variable(variable.to_owned());
            let Some(text) = said.to_str() else {
                let fault = invalid_json::not_utf_8(said.as_encoded_bytes());
                self.problems.push(Problem {
                    kind: ProblemKind::NotUnicode,
                    ..Problem::unreadable(origin, fault)
                });
                return None;
            };
            let value = read(scanner::without_bom(text));
            if !value.is_null() {
                return Some(Statement {
                    value: Value::of(value.token()),
                    origin,
                    key: None,
                });
            }
        }
        let in_training_env = (!training_env.is_empty())
            .then(|| self.in_training_env(training_env))
            .flatten();
        in_training_env
            .or_else(|| {
                (!resource_config.is_empty())
                    .then(|| self.in_resource_config(resource_config))
                    .flatten()
            })
            .or_else(|| {
                (!hyperparameter.is_empty())
                    .then(|| self.in_hyperparameters(hyperparameter))
                    .flatten()
            })
    }

    /// Keeps that what is said is not what it should be.
    #[inline]
    pub(crate) fn refuse(&mut self, saying: Statement, expected: &str) {
        let noun = match saying.value.kind {
            Kind::Number => Some("the number"),
            Kind::Bool => Some("the value"),
            Kind::List => Some("the list"),
            Kind::Object => Some("the object"),
            Kind::Text | Kind::Escaped | Kind::Null => None,
        };
        let given = match (saying.key, noun) {
            (Some(_), Some(noun)) => DisplayValue::json(noun, &saying.value.text),
            // Of a string what is in its quotes, as of a variable.
            _ => DisplayValue::new(
                &saying
                    .json()
                    .as_str()
                    .unwrap_or(Cow::Borrowed(&saying.value.text)),
                false,
            ),
        };
        let is_scalar = matches!(saying.value.kind, Kind::Number | Kind::Bool);
        let remedy = saying.key.filter(|_| is_scalar && expected == "a string");
        let remedy = remedy.map(|key| format!("write `\"{key}\": \"{}\"`", saying.value.text));
        self.problems.push(Problem {
            name: saying.key.map(str::to_owned),
            origin: Some(saying.origin),
            given: Some(given),
            expected: Some(expected.to_owned()),
            remedy,
            ..Problem::of_training_env(ProblemKind::Invalid)
        });
    }
}

impl Default for Object {
    #[inline]
    fn default() -> Self {
        Object {
            origin: Origin::Absent,
            entries: Vec::new(),
            fault: None,
        }
    }
}

impl Object {
    #[inline]
    fn of_variable(source: &Source, name: &str) -> Option<Self> {
        Some(Object::parse(
            source.text_of(name)?,
            Origin::Variable(name.to_owned()),
            "",
        ))
    }

    #[inline]
    fn of_file(source: &Source, name: &str) -> Self {
        let origin = Origin::ConfigFile(name.to_owned());
        match config_file::read(source, name) {
            Some(text) => {
                let folder = source
                    .config_file(name)
                    .and_then(|file| Some(file.parent()?.to_owned()));
                let place =
                    folder.map_or_else(String::new, |folder| format!(" (in {})", folder.display()));
                Object::parse(text, origin, &place)
            }
            None => Object::default(),
        }
    }

    #[inline]
    fn is_there(&self) -> bool {
        !self.entries.is_empty() || self.fault.is_some()
    }

    /// What stands before a fault is read.
    #[inline]
    fn parse(text: Result<String, Fault>, origin: Origin, place: &str) -> Self {
        let mut entries = Vec::new();
        let fault = match &text {
            Ok(text) => scanner::entries(text, |key, value| {
                entries.extend(
                    key.decoded()
                        .map(|key| (key.into_owned(), Value::of(value))),
                );
            })
            .map_err(|broken| invalid_json::fault(broken, text, &origin.to_string())),
            Err(fault) => Err(fault.clone()),
        };
        let fault = fault
            .err()
            .map(|fault| Problem::unreadable(origin.clone(), fault.within(place)));
        Object {
            origin,
            entries,
            fault,
        }
    }

    /// What it says under a key, if that is anything; that it cannot be read is told once.
    #[inline]
    fn says(&mut self, key: &'static str, problems: &mut Vec<Problem>) -> Option<Statement> {
        problems.extend(self.fault.take());
        let (_, value) = self.entries.iter().rfind(|(known, _)| known == key)?;
        // A text that Rust cannot hold says nothing; another place may.
        let is_held = !value.kind.is_string() || value.json().as_str().is_some();
        let is_said = is_held && value.kind != Kind::Null && !value.text.is_empty();
        is_said.then(|| Statement {
            value: value.clone(),
            origin: self.origin.clone(),
            key: Some(key),
        })
    }
}

/// Returns the names in a text that was meant as a list of them: `a,b`, `[a, b]`, `['a', 'b']`.
#[inline]
fn loose_names(text: &str) -> Option<Vec<String>> {
    let is_bracket = |c: char| c == '[' || c == ']' || c.is_whitespace();
    let names = text
        .trim_matches(is_bracket)
        .split([',', ' '])
        .map(|name| name.trim_matches(['\'', '"']))
        .filter(|name| !name.is_empty());
    let names: Vec<String> = names.map(str::to_owned).collect();
    let is_name = |name: &String| {
        name.len() <= 64
            && name
                .chars()
                .all(|c| c.is_alphanumeric() || "-_.".contains(c))
    };
    ((1..=4).contains(&names.len()) && names.iter().all(is_name)).then_some(names)
}

/// Writes names as a JSON list.
#[inline]
pub(crate) fn list(names: &[String]) -> String {
    format!(
        "[{}]",
        names
            .iter()
            .map(|name| format!("{name:?}"))
            .collect::<Vec<_>>()
            .join(",")
    )
}

/// A list of names.
#[inline]
pub(crate) fn names(value: Json<'_>) -> Option<Vec<String>> {
    value.items()?.into_iter().map(Json::as_string).collect()
}
