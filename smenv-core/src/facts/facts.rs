//! How a fact of the job is found: in its own variable, else in `SM_TRAINING_ENV`, else in the
//! job's config files.

use std::borrow::Cow;
use std::path::PathBuf;

use smenv_shared::json::scanner;
use smenv_shared::json::token::Kind;
use smenv_shared::json::value::Json;

use crate::error::problem::{Origin, Problem, ProblemKind};
use crate::facts::json_object::JsonObject;
use crate::facts::places::Places;
use crate::facts::statement::{
    OwnedJson, Statement, json_or_text, names, read_or_in_text, text_or_null, whole,
};
use crate::faults::invalid_json;
use crate::render::display::DisplayValue;
use crate::source::config_file;
use crate::source::launcher_variables::LAUNCHERS;
use crate::source::locations::RESOURCE_CONFIG;
use crate::source::source::Source;
use crate::source::variables::concerns_job;

/// Finds facts, and collects the problems with them.
pub(crate) struct Facts<'s> {
    pub(crate) source: &'s Source,
    training_env: Option<JsonObject>,
    resource_config: Option<JsonObject>,
    pub(crate) problems: Vec<Problem>,
    /// The origin of each fact that was found, by its variable; that of a channel's directory by
    /// `channel NAME`.
    pub(crate) origins: Vec<(String, Origin)>,
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

    /// Finds a fact that its variable holds as JSON, such as a number or a list.
    #[inline]
    pub(crate) fn json<T>(
        &mut self,
        places: Places,
        expected: &str,
        read: fn(Json<'_>) -> Option<T>,
    ) -> Option<T> {
        let statement = self.find(places, json_or_text)?;
        let found = read_or_in_text(statement.json(), read);
        if found.is_none() {
            self.reject(statement, expected);
        }
        found
    }

    /// Finds a whole number.
    #[inline]
    pub(crate) fn count(&mut self, places: Places) -> Option<usize> {
        self.json(places, "a whole number, 0 or more", whole)
    }

    /// Finds a whole number that cannot be 0.
    #[inline]
    pub(crate) fn positive(&mut self, places: Places) -> Option<usize> {
        self.json(places, "a whole number, 1 or more", |value| {
            whole(value).filter(|number| *number > 0)
        })
    }

    /// Finds a list of names, such as `algo-1`.
    #[inline]
    pub(crate) fn names(&mut self, places: Places, such_as: &str) -> Option<Vec<String>> {
        let statement = self.find(places, json_or_text)?;
        let found = read_or_in_text(statement.json(), names);
        if found.is_none() {
            let example = statement
                .json()
                .as_str()
                .and_then(|text| loose_names(&text));
            let example =
                example.unwrap_or_else(|| vec![format!("{such_as}-1"), format!("{such_as}-2")]);
            let expected = format!("a JSON list such as `{}`", json_list(&example));
            self.reject(statement, &expected);
        }
        found
    }

    /// Finds a text. An empty text and `null` count as absent.
    #[inline]
    pub(crate) fn text(&mut self, places: Places) -> Option<String> {
        let statement = self.find(places, text_or_null)?;
        let text = statement.json().as_string();
        if text.is_none() {
            self.reject(statement, "a string");
        }
        text
    }

    /// Finds the path of a directory or a file. In a variable it need not be UTF-8.
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

    /// Returns the origin of a fact that was found, by its variable.
    #[inline]
    pub(crate) fn origin(&self, variable: &str) -> Option<&Origin> {
        self.origins
            .iter()
            .rfind(|(known, _)| known == variable)
            .map(|(_, origin)| origin)
    }

    /// Returns whether a fact was found in its own variable.
    #[inline]
    pub(crate) fn is_from_own_variable(&self, variable: &str) -> bool {
        matches!(self.origin(variable), Some(Origin::Variable(name)) if name == variable)
    }

    /// Returns the name of the variable or file that the resource config was read from.
    #[inline]
    pub(crate) fn resource_config_origin(&self) -> String {
        self.resource_config
            .as_ref()
            .map_or_else(String::new, |config| config.origin.to_string())
    }

    /// Returns whether the process may have the variables of another host: `mpirun` passes those of
    /// the host that it runs on to the processes on all hosts.
    #[inline]
    pub(crate) fn has_forwarded_variables(&self) -> bool {
        LAUNCHERS
            .iter()
            .any(|launcher| launcher.forwards && is_set(self.source, launcher.rank))
    }

    /// Returns the value of a key in `SM_TRAINING_ENV`.
    #[inline]
    pub(crate) fn in_training_env(&mut self, key: &'static str) -> Option<Statement> {
        let source = self.source;
        if source.given_base().is_some() {
            return None;
        }
        let read = || {
            let object = JsonObject::of_variable(source, "SM_TRAINING_ENV").unwrap_or_default();
            // An apostrophe in a hyperparameter makes the driver write it cut off. Everything in it
            // has another place too, so this is not reported.
            object.without_fault()
        };
        self.training_env
            .get_or_insert_with(read)
            .get(key, &mut self.problems)
    }

    /// Returns the value of a key in the resource config: `SM_RESOURCE_CONFIG`, else its file.
    #[inline]
    pub(crate) fn in_resource_config(&mut self, key: &'static str) -> Option<Statement> {
        let (source, is_forwarded) = (self.source, self.has_forwarded_variables());
        let read = || {
            let variable = || {
                JsonObject::of_variable(source, "SM_RESOURCE_CONFIG")
                    .filter(|_| source.given_base().is_none())
            };
            let file = || JsonObject::of_file(source, RESOURCE_CONFIG);
            match is_forwarded {
                false => variable().unwrap_or_else(file),
                true => Some(file())
                    .filter(JsonObject::is_there)
                    .or_else(variable)
                    .unwrap_or_default(),
            }
        };
        self.resource_config
            .get_or_insert_with(read)
            .get(key, &mut self.problems)
    }

    #[inline]
    fn in_hyperparameters(&self, name: &'static str) -> Option<Statement> {
        // The reader of the hyperparameters reports a file that cannot be read.
        JsonObject::of_file(self.source, config_file::NAME).get(name, &mut Vec::new())
    }

    /// Returns the value in the first place that has one, and records its origin. A value that
    /// cannot be read becomes a problem.
    #[inline]
    fn find(&mut self, places: Places, read: fn(&str) -> Json<'_>) -> Option<Statement> {
        let statement = self.first_of(places, read)?;
        self.origins
            .push((places.variable.to_owned(), statement.origin.clone()));
        Some(statement)
    }

    #[inline]
    fn first_of(&mut self, places: Places, read: fn(&str) -> Json<'_>) -> Option<Statement> {
        let Places {
            variable,
            training_env,
            resource_config,
            hyperparameter,
            is_of_machine,
            is_of_host,
        } = places;
        debug_assert!(
            variable.is_empty() || concerns_job(variable.as_bytes()),
            "a `Source` drops {variable}: list it in `source/launcher_variables.rs` or `concerns_job`"
        );
        if is_of_host && self.has_forwarded_variables() {
            if let Some(statement) = self.in_resource_config(resource_config) {
                return Some(statement);
            }
        }
        let given = self
            .source
            .variable(variable)
            .filter(|_| is_of_machine || self.source.given_base().is_none());
        if let Some(given) = given {
            let origin = Origin::Variable(variable.to_owned());
            let Some(text) = given.to_str() else {
                let fault = invalid_json::not_utf_8(given.as_encoded_bytes());
                self.problems.push(Problem {
                    kind: ProblemKind::NotUnicode,
                    ..Problem::unreadable(origin, fault)
                });
                return None;
            };
            let value = read(scanner::without_bom(text));
            if !value.is_null() {
                return Some(Statement {
                    value: OwnedJson::of(value.token()),
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

    /// Adds the problem of an invalid value.
    #[inline]
    pub(crate) fn reject(&mut self, statement: Statement, expected: &str) {
        let noun = match statement.value.kind {
            Kind::Number => Some("the number"),
            Kind::Bool => Some("the value"),
            Kind::List => Some("the list"),
            Kind::Object => Some("the object"),
            Kind::Text | Kind::Escaped | Kind::Null => None,
        };
        let given = match (statement.key, noun) {
            (Some(_), Some(noun)) => DisplayValue::json(noun, &statement.value.text),
            // The content of a string, like that of a variable.
            _ => DisplayValue::new(
                &statement
                    .json()
                    .as_str()
                    .unwrap_or(Cow::Borrowed(&statement.value.text)),
                false,
            ),
        };
        let is_scalar = matches!(statement.value.kind, Kind::Number | Kind::Bool);
        let remedy = statement
            .key
            .filter(|_| is_scalar && expected == "a string");
        let remedy = remedy.map(|key| format!("write `\"{key}\": \"{}\"`", statement.value.text));
        self.problems.push(Problem {
            name: statement.key.map(str::to_owned),
            origin: Some(statement.origin),
            given: Some(given),
            expected: Some(expected.to_owned()),
            remedy,
            ..Problem::of_training_env(ProblemKind::Invalid)
        });
    }
}

/// Returns whether a variable is set to a value other than an empty text or `null`.
#[inline]
pub(crate) fn is_set(source: &Source, name: &str) -> bool {
    source.variable(name).is_some_and(|value| value != "null")
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
pub(crate) fn json_list(names: &[String]) -> String {
    format!(
        "[{}]",
        names
            .iter()
            .map(|name| format!("{name:?}"))
            .collect::<Vec<_>>()
            .join(",")
    )
}
