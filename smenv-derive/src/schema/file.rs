//! What a schema file has: its shape is known by its content.

use std::path::{Path, PathBuf};

use super::regular_file;
use crate::json::Json;

/// A hyperparameter of the file.
pub(super) struct Entry {
    pub(super) name: String,
    /// Its value, its default or the ends of its range; nothing, if the file has its name alone.
    pub(super) said: Vec<Said>,
    /// Whether a job may lack it, so that SageMaker does not ask for it: `"IsRequired": false`
    /// without a default.
    pub(super) may_lack: bool,
    /// Whether a tuner chooses any number of a range for it.
    pub(super) is_continuous: bool,
}

/// A value that the file has for a hyperparameter.
pub(super) struct Said {
    /// What it is, in words with their article.
    pub(super) which: &'static str,
    pub(super) says: Says,
}

/// What the file says of a value.
#[derive(Debug, PartialEq)]
pub(super) enum Says {
    Null,
    /// With what is in it left to the job.
    List,
    Object,
    /// Of a text, a number or a bool.
    Text(String),
}

impl Says {
    fn of(value: &Json) -> Self {
        match value {
            Json::Null => Says::Null,
            Json::List(_) => Says::List,
            Json::Object(_) => Says::Object,
            Json::Text(text) => Says::Text(text.clone()),
            Json::Number(number) => Says::Text(number.clone()),
            Json::Bool(value) => Says::Text(value.to_string()),
        }
    }

    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Says::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl Entry {
    fn new(name: &str) -> Self {
        Entry {
            name: name.to_owned(),
            said: Vec::new(),
            may_lack: false,
            is_continuous: false,
        }
    }

    /// The text of its only value.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.said[..] {
            [said] => said.says.text(),
            _ => None,
        }
    }

    /// Adds what the file says of a value, if it says something.
    fn with(mut self, which: &'static str, value: Option<&Json>) -> Self {
        self.said.extend(value.map(|value| Said {
            which,
            says: Says::of(value),
        }));
        self
    }
}

/// The path of the file, and the hyperparameters of each job that it is about; or why there are
/// none.
pub(super) fn jobs(file: &str) -> Result<(PathBuf, Vec<Vec<Entry>>), Vec<String>> {
    let (path, json) = parsed(file).map_err(|reason| vec![reason])?;
    Ok((path, jobs_of(&json, file)?))
}

fn parsed(file: &str) -> Result<(PathBuf, Json), String> {
    let root = std::env::var_os("CARGO_MANIFEST_DIR")
        .ok_or("`schema` is relative to the crate: CARGO_MANIFEST_DIR is not set")?;
    let path = Path::new(&root).join(file);
    let text = regular_file::text(&path)
        .map_err(|reason| format!("{file:?} {reason} ({})", path.display()))?;
    let json = Json::parse(&text).map_err(|fault| format!("{file:?}: {fault}"))?;
    Ok((path, json))
}

/// Of what a launcher sends, of a request to start a job or a tuning job, or of what an algorithm
/// supports.
fn jobs_of(json: &Json, file: &str) -> Result<Vec<Vec<Entry>>, Vec<String>> {
    if let Some(definitions) = tuned(json) {
        return definitions
            .iter()
            .map(|definition| of_definition(definition, file))
            .collect();
    }
    match request(json) {
        Some(Some(values)) => return Ok(vec![of_values(values)]),
        Some(None) => {
            return Err(vec![format!(
                "{file:?} is a `CreateTrainingJob` body without \"HyperParameters\"; {FORMS}"
            )]);
        }
        None => {}
    }
    let specifications = match json.get("TrainingSpecification") {
        Some(training @ Json::Object(_)) => training.get("SupportedHyperParameters").ok_or_else(|| {
            vec![format!("the \"TrainingSpecification\" of {file:?} has no \"SupportedHyperParameters\"; {FORMS}")]
        })?,
        // A launcher may send a text of this name.
        _ => json.get("SupportedHyperParameters").unwrap_or(json),
    };
    match specifications {
        Json::List(specifications) => Ok(vec![of_named(
            specifications,
            "a specification",
            file,
            of_specification,
        )?]),
        Json::Object(values) => Ok(vec![of_values(values)]),
        _ => Err(vec![format!(
            "{file:?} has no form that `schema` knows; {FORMS}"
        )]),
    }
}

/// What a file may be, for messages.
const FORMS: &str = "expected an object of names and values, as a launcher sends it; a list of HyperParameterSpecification, or an object with \
                     it as \"SupportedHyperParameters\"; a `CreateTrainingJob` body with \"HyperParameters\"; or a \
                     `CreateHyperParameterTuningJob` body, or a definition with \"StaticHyperParameters\" and \"ParameterRanges\"";

/// The hyperparameters of a `CreateTrainingJob` body, if the object is one. A launcher may send a
/// hyperparameter that is called like a part of it, but not as an object beside another part.
fn request(json: &Json) -> Option<Option<&[(String, Json)]>> {
    const PARTS: [&str; 6] = [
        "AlgorithmSpecification",
        "InputDataConfig",
        "OutputDataConfig",
        "ResourceConfig",
        "RoleArn",
        "TrainingJobName",
    ];
    let Json::Object(entries) = json else {
        return None;
    };
    match json.get("HyperParameters") {
        Some(Json::Object(values)) => {
            let has_part = PARTS.iter().any(|part| json.get(part).is_some());
            (has_part || entries.len() == 1).then_some(Some(values))
        }
        Some(_) => None,
        None => {
            let is_object = matches!(json.get("AlgorithmSpecification"), Some(Json::Object(_)));
            (is_object && json.get("RoleArn").is_some()).then_some(None)
        }
    }
}

/// A job that a tuner starts: its definition, and the ranges where they stand apart from it.
struct Tuned<'j> {
    definition: &'j Json,
    ranges: Option<&'j Json>,
}

/// The jobs that a tuner starts, if the object is of a tuning job.
fn tuned(json: &Json) -> Option<Vec<Tuned<'_>>> {
    let is_object = |json: &&Json| matches!(json, Json::Object(_));
    let ranges = json
        .get("HyperParameterTuningJobConfig")
        .and_then(|config| config.get("ParameterRanges"));
    if let Some(definition) = json.get("TrainingJobDefinition").filter(is_object) {
        return Some(vec![Tuned { definition, ranges }]);
    }
    if let Some(Json::List(definitions)) = json.get("TrainingJobDefinitions") {
        if definitions.iter().all(|definition| is_object(&definition)) {
            return Some(
                definitions
                    .iter()
                    .map(|definition| Tuned { definition, ranges })
                    .collect(),
            );
        }
    }
    let has_ranges = |ranges: &Json| {
        RANGES
            .iter()
            .any(|(kind, _)| matches!(ranges.get(kind), Some(Json::List(_))))
    };
    let is_definition = json
        .get("StaticHyperParameters")
        .is_some_and(|fixed| is_object(&fixed))
        || RANGES_IN
            .iter()
            .any(|key| json.get(key).is_some_and(has_ranges));
    is_definition.then(|| {
        vec![Tuned {
            definition: json,
            ranges: None,
        }]
    })
}

/// Makes an entry of an object; `None` without a name.
type OfOne = fn(&Json) -> Option<Entry>;

/// Where a definition has its ranges.
const RANGES_IN: [&str; 2] = ["HyperParameterRanges", "ParameterRanges"];

/// The kinds of ranges, each with what makes an entry of one.
const RANGES: [(&str, OfOne); 4] = [
    ("IntegerParameterRanges", of_range),
    ("ContinuousParameterRanges", |range| {
        Some(Entry {
            is_continuous: true,
            ..of_range(range)?
        })
    }),
    ("CategoricalParameterRanges", of_categories),
    ("AutoParameters", |auto| {
        Some(named(auto)?.with("the `ValueHint`", auto.get("ValueHint")))
    }),
];

/// The values that every job has, and those that the tuner chooses.
fn of_definition(tuned: &Tuned<'_>, file: &str) -> Result<Vec<Entry>, Vec<String>> {
    let mut entries = match tuned.definition.get("StaticHyperParameters") {
        Some(Json::Object(values)) => of_values(values),
        _ => Vec::new(),
    };
    let mut reasons = Vec::new();
    let ranges = RANGES_IN
        .iter()
        .filter_map(|key| tuned.definition.get(key))
        .chain(tuned.ranges);
    for ranges in ranges {
        for (kind, of_one) in RANGES {
            let Some(Json::List(all)) = ranges.get(kind) else {
                continue;
            };
            match of_named(all, &format!("a range in \"{kind}\""), file, of_one) {
                Ok(more) => entries.extend(more),
                Err(more) => reasons.extend(more),
            }
        }
    }
    if reasons.is_empty() {
        Ok(entries)
    } else {
        Err(reasons)
    }
}

/// Each object's entry; or what is wrong with all that have no name.
fn of_named(
    objects: &[Json],
    what: &str,
    file: &str,
    of_one: OfOne,
) -> Result<Vec<Entry>, Vec<String>> {
    let (mut entries, mut reasons) = (Vec::new(), Vec::new());
    for (index, object) in objects.iter().enumerate() {
        match of_one(object) {
            Some(entry) => entries.push(entry),
            None => reasons.push(format!(
                "{file:?} has {what} without a \"Name\", at index {index}"
            )),
        }
    }
    if reasons.is_empty() {
        Ok(entries)
    } else {
        Err(reasons)
    }
}

fn named(object: &Json) -> Option<Entry> {
    object.get("Name").and_then(Json::text).map(Entry::new)
}

fn of_specification(specification: &Json) -> Option<Entry> {
    let entry = named(specification)?;
    let default = specification
        .get("DefaultValue")
        .filter(|default| **default != Json::Null);
    let may_lack = default.is_none() && specification.get("IsRequired") == Some(&Json::Bool(false));
    Some(Entry {
        may_lack,
        ..entry.with("the default", default)
    })
}

fn of_range(range: &Json) -> Option<Entry> {
    let entry = named(range)?.with("the `MinValue`", range.get("MinValue"));
    Some(entry.with("the `MaxValue`", range.get("MaxValue")))
}

fn of_categories(range: &Json) -> Option<Entry> {
    let mut entry = named(range)?;
    if let Some(Json::List(values)) = range.get("Values") {
        entry = values
            .iter()
            .fold(entry, |entry, value| sent(entry, "the value", value));
    }
    Some(entry)
}

fn of_values(values: &[(String, Json)]) -> Vec<Entry> {
    values
        .iter()
        .map(|(name, value)| sent(Entry::new(name), "the value", value))
        .collect()
}

/// A text is as it stands in the job's `hyperparameters.json`: one layer of JSON quotes is a
/// launcher's own.
fn sent(entry: Entry, which: &'static str, value: &Json) -> Entry {
    let unquoted = value
        .text()
        .and_then(|text| Json::parse(text).ok())
        .filter(|inner| inner.text().is_some());
    entry.with(which, Some(unquoted.as_ref().unwrap_or(value)))
}
