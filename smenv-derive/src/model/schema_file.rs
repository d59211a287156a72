//! A schema file: its hyperparameters, whatever its form.

use std::path::PathBuf;

use syn::LitStr;

use crate::errors::Errors;
use crate::model::checked_in::{is_ignored, parsed, path_of};
use crate::model::schema_json::SchemaJson;
use crate::model::specified_hyperparameters::{SpecifiedEntry, printed};

pub(crate) struct SchemaFile {
    /// The path as the user wrote it.
    pub(crate) literal: LitStr,
    pub(crate) path: PathBuf,
    /// The hyperparameters of each job in the file.
    pub(crate) jobs: Vec<Vec<SchemaEntry>>,
    /// The hyperparameters of a specification that the program printed.
    pub(crate) printed: Option<Vec<SpecifiedEntry>>,
}

impl SchemaFile {
    /// Reads the file, whose path is relative to the crate.
    pub(crate) fn read(literal: LitStr, errors: &mut Errors) -> Option<Self> {
        match content(&literal.value()) {
            Ok((path, jobs, printed)) => Some(SchemaFile {
                literal,
                path,
                jobs,
                printed,
            }),
            Err(reasons) => {
                reasons
                    .iter()
                    .for_each(|reason| errors.on(&literal, reason));
                None
            }
        }
    }

    /// Returns the path as the user wrote it.
    pub(crate) fn name(&self) -> String {
        self.literal.value()
    }

    pub(crate) fn entries(&self) -> impl Iterator<Item = &SchemaEntry> {
        self.jobs.iter().flatten()
    }
}

/// A hyperparameter of the file.
pub(crate) struct SchemaEntry {
    pub(crate) name: String,
    /// Its value, its default, and the bounds or the values of its range; empty if the file only has
    /// its name.
    pub(crate) values: Vec<SchemaValue>,
    /// Whether SageMaker accepts a job without it: it has `"IsRequired": false` and no default.
    pub(crate) is_optional: bool,
    /// Whether a tuner may choose any number of a range for it.
    pub(crate) is_continuous: bool,
    /// Whether the algorithm lets a tuner vary it, if the file says so.
    pub(crate) is_tunable: Option<bool>,
    /// Whether the algorithm takes whole numbers alone.
    pub(crate) is_integer: bool,
    /// The values of a categorical hyperparameter of an algorithm.
    pub(crate) choices: Option<Vec<String>>,
}

/// A value that the file has for a hyperparameter.
pub(crate) struct SchemaValue {
    /// What it is, with its article: `the default`.
    pub(crate) label: &'static str,
    pub(crate) value: FileValue,
    /// The bound of the field's range that it must equal.
    pub(crate) bound: Option<SchemaBound>,
}

/// A bound of the range of a specification.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum SchemaBound {
    Min,
    Max,
}

/// The parts of a value that the check compares.
#[derive(Debug, PartialEq)]
pub(crate) enum FileValue {
    Null,
    /// Its items are not checked.
    List,
    Object,
    /// A string, a number or a bool.
    Text(String),
}

impl FileValue {
    fn of(value: &SchemaJson) -> Self {
        match value {
            SchemaJson::Null => FileValue::Null,
            SchemaJson::List(_) => FileValue::List,
            SchemaJson::Object(_) => FileValue::Object,
            SchemaJson::Text(text) => FileValue::Text(text.clone()),
            SchemaJson::Number(number) => FileValue::Text(number.clone()),
            SchemaJson::Bool(value) => FileValue::Text(value.to_string()),
        }
    }

    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            FileValue::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl SchemaEntry {
    fn new(name: &str) -> Self {
        SchemaEntry {
            name: name.to_owned(),
            values: Vec::new(),
            is_optional: false,
            is_continuous: false,
            is_tunable: None,
            is_integer: false,
            choices: None,
        }
    }

    /// Returns the text of its only value.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.values[..] {
            [only] => only.value.text(),
            _ => None,
        }
    }

    /// Adds a value, if the file has it.
    fn with(mut self, label: &'static str, value: Option<&SchemaJson>) -> Self {
        self.values.extend(value.map(|value| SchemaValue {
            label,
            value: FileValue::of(value),
            bound: None,
        }));
        self
    }

    /// Adds a value that a bound of the field's range must equal, if the file has it.
    fn with_bound(self, bound: SchemaBound, value: Option<&SchemaJson>) -> Self {
        let label = match bound {
            SchemaBound::Min => "the `MinValue`",
            SchemaBound::Max => "the `MaxValue`",
        };
        let before = self.values.len();
        let mut entry = self.with(label, value);
        for value in &mut entry.values[before..] {
            value.bound = Some(bound);
        }
        entry
    }
}

/// The path of a file, the hyperparameters of each job in it, and those of a specification that the
/// program printed.
type Content = (PathBuf, Vec<Vec<SchemaEntry>>, Option<Vec<SpecifiedEntry>>);

/// Reads a file, or returns what is wrong with it.
fn content(file: &str) -> Result<Content, Vec<String>> {
    if is_ignored() {
        let path = path_of(file).map_err(|reason| vec![reason])?;
        return Ok((path, Vec::new(), None));
    }
    let (path, json) = parsed(file).map_err(|reason| vec![reason])?;
    let printed = printed(&json).map(SpecifiedEntry::all);
    Ok((path, jobs_of(&json, file)?, printed))
}

/// Recognizes the form of the file by its content: what a launcher sends, a request to start a job
/// or a tuning job, or what an algorithm supports.
fn jobs_of(json: &SchemaJson, file: &str) -> Result<Vec<Vec<SchemaEntry>>, Vec<String>> {
    if let Some(definitions) = tuning_definitions(json) {
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
        Some(training @ SchemaJson::Object(_)) => training.get("SupportedHyperParameters").ok_or_else(|| {
            vec![format!("the \"TrainingSpecification\" of {file:?} has no \"SupportedHyperParameters\"; {FORMS}")]
        })?,
        // A launcher may send a string of this name.
        _ => json.get("SupportedHyperParameters").unwrap_or(json),
    };
    match specifications {
        SchemaJson::List(specifications) => Ok(vec![entries_of(
            specifications,
            "a specification",
            file,
            of_specification,
        )?]),
        SchemaJson::Object(values) => Ok(vec![of_values(values)]),
        _ => Err(vec![format!("{file:?} is not a valid schema; {FORMS}")]),
    }
}

/// The forms of a file, for messages.
const FORMS: &str = "expected an object of names and values, as a launcher sends it; a list of HyperParameterSpecification, or an object with \
                     one as \"SupportedHyperParameters\"; a `CreateTrainingJob` body with \"HyperParameters\"; or a \
                     `CreateHyperParameterTuningJob` body, or a definition with \"StaticHyperParameters\" and \"ParameterRanges\"";

/// Returns the hyperparameters of a `CreateTrainingJob` body, if the object is one. A launcher may
/// send a hyperparameter that is named like a part of such a body, but not as an object next to
/// another part.
fn request(json: &SchemaJson) -> Option<Option<&[(String, SchemaJson)]>> {
    const PARTS: [&str; 6] = [
        "AlgorithmSpecification",
        "InputDataConfig",
        "OutputDataConfig",
        "ResourceConfig",
        "RoleArn",
        "TrainingJobName",
    ];
    let SchemaJson::Object(entries) = json else {
        return None;
    };
    match json.get("HyperParameters") {
        Some(SchemaJson::Object(values)) => {
            let has_part = PARTS.iter().any(|part| json.get(part).is_some());
            (has_part || entries.len() == 1).then_some(Some(values))
        }
        Some(_) => None,
        None => {
            let is_object = matches!(
                json.get("AlgorithmSpecification"),
                Some(SchemaJson::Object(_))
            );
            (is_object && json.get("RoleArn").is_some()).then_some(None)
        }
    }
}

/// The definition of the jobs that a tuner starts, with the ranges that are outside of it.
struct TuningDefinition<'j> {
    definition: &'j SchemaJson,
    ranges: Option<&'j SchemaJson>,
}

/// Returns the definitions of the jobs that a tuner starts, if the object is a tuning job.
fn tuning_definitions(json: &SchemaJson) -> Option<Vec<TuningDefinition<'_>>> {
    let is_object = |json: &&SchemaJson| matches!(json, SchemaJson::Object(_));
    let ranges = json
        .get("HyperParameterTuningJobConfig")
        .and_then(|config| config.get("ParameterRanges"));
    if let Some(definition) = json.get("TrainingJobDefinition").filter(is_object) {
        return Some(vec![TuningDefinition { definition, ranges }]);
    }
    if let Some(SchemaJson::List(definitions)) = json.get("TrainingJobDefinitions") {
        if definitions.iter().all(|definition| is_object(&definition)) {
            return Some(
                definitions
                    .iter()
                    .map(|definition| TuningDefinition { definition, ranges })
                    .collect(),
            );
        }
    }
    let has_ranges = |ranges: &SchemaJson| {
        RANGES
            .iter()
            .any(|(kind, _)| matches!(ranges.get(kind), Some(SchemaJson::List(_))))
    };
    let is_definition = json
        .get("StaticHyperParameters")
        .is_some_and(|fixed| is_object(&fixed))
        || RANGES_IN
            .iter()
            .any(|key| json.get(key).is_some_and(has_ranges));
    is_definition.then(|| {
        vec![TuningDefinition {
            definition: json,
            ranges: None,
        }]
    })
}

/// Reads the entry of an object; `None` if it has no name.
type EntryReader = fn(&SchemaJson) -> Option<SchemaEntry>;

/// The keys under which a definition has its ranges.
const RANGES_IN: [&str; 2] = ["HyperParameterRanges", "ParameterRanges"];

/// The kinds of ranges.
const RANGES: [(&str, EntryReader); 4] = [
    ("IntegerParameterRanges", of_range),
    ("ContinuousParameterRanges", |range| {
        Some(SchemaEntry {
            is_continuous: true,
            ..of_range(range)?
        })
    }),
    ("CategoricalParameterRanges", of_categories),
    ("AutoParameters", |auto| {
        Some(named_entry(auto)?.with("the `ValueHint`", auto.get("ValueHint")))
    }),
];

/// Returns the values that every job has, and those that the tuner chooses.
fn of_definition(
    tuning: &TuningDefinition<'_>,
    file: &str,
) -> Result<Vec<SchemaEntry>, Vec<String>> {
    let mut entries = match tuning.definition.get("StaticHyperParameters") {
        Some(SchemaJson::Object(values)) => of_values(values),
        _ => Vec::new(),
    };
    let mut reasons = Vec::new();
    let ranges = RANGES_IN
        .iter()
        .filter_map(|key| tuning.definition.get(key))
        .chain(tuning.ranges);
    for ranges in ranges {
        for (kind, of_one) in RANGES {
            let Some(SchemaJson::List(all)) = ranges.get(kind) else {
                continue;
            };
            match entries_of(all, &format!("a range in \"{kind}\""), file, of_one) {
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

/// Returns the entry of each object, or a message for each one without a name.
fn entries_of(
    objects: &[SchemaJson],
    what: &str,
    file: &str,
    of_one: EntryReader,
) -> Result<Vec<SchemaEntry>, Vec<String>> {
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

fn named_entry(object: &SchemaJson) -> Option<SchemaEntry> {
    object
        .get("Name")
        .and_then(SchemaJson::text)
        .map(SchemaEntry::new)
}

fn of_specification(specification: &SchemaJson) -> Option<SchemaEntry> {
    let entry = named_entry(specification)?;
    let default = specification
        .get("DefaultValue")
        .filter(|default| **default != SchemaJson::Null);
    let is_optional =
        default.is_none() && specification.get("IsRequired") == Some(&SchemaJson::Bool(false));
    let entry = SchemaEntry {
        is_optional,
        is_continuous: specification.get("Type").and_then(SchemaJson::text) == Some("Continuous"),
        is_integer: specification.get("Type").and_then(SchemaJson::text) == Some("Integer"),
        is_tunable: match specification.get("IsTunable") {
            Some(SchemaJson::Bool(is_tunable)) => Some(*is_tunable),
            _ => None,
        },
        ..entry.with("the default", default)
    };
    Some(match specification.get("Range") {
        Some(range) => with_range(entry, range),
        None => entry,
    })
}

/// Adds the values that a `ParameterRange` allows: its ends, or all of them.
fn with_range(entry: SchemaEntry, range: &SchemaJson) -> SchemaEntry {
    let numbers = [
        "IntegerParameterRangeSpecification",
        "ContinuousParameterRangeSpecification",
    ]
    .iter()
    .find_map(|key| range.get(key));
    if let Some(numbers) = numbers {
        let entry = entry.with_bound(SchemaBound::Min, numbers.get("MinValue"));
        return entry.with_bound(SchemaBound::Max, numbers.get("MaxValue"));
    }
    let values = range
        .get("CategoricalParameterRangeSpecification")
        .and_then(|range| range.get("Values"));
    match values {
        Some(SchemaJson::List(values)) => {
            let before = entry.values.len();
            let mut entry = values
                .iter()
                .fold(entry, |entry, value| sent(entry, "the value", value));
            let texts = entry.values[before..]
                .iter()
                .map(|value| value.value.text());
            entry.choices = texts.map(|text| text.map(str::to_owned)).collect();
            entry
        }
        _ => entry,
    }
}

fn of_range(range: &SchemaJson) -> Option<SchemaEntry> {
    let entry = named_entry(range)?.with("the `MinValue`", range.get("MinValue"));
    Some(entry.with("the `MaxValue`", range.get("MaxValue")))
}

fn of_categories(range: &SchemaJson) -> Option<SchemaEntry> {
    let mut entry = named_entry(range)?;
    if let Some(SchemaJson::List(values)) = range.get("Values") {
        entry = values
            .iter()
            .fold(entry, |entry, value| sent(entry, "the value", value));
    }
    Some(entry)
}

fn of_values(values: &[(String, SchemaJson)]) -> Vec<SchemaEntry> {
    values
        .iter()
        .map(|(name, value)| sent(SchemaEntry::new(name), "the value", value))
        .collect()
}

/// Adds a value as a launcher sends it: one layer of JSON quotes in a string is the launcher's.
fn sent(entry: SchemaEntry, label: &'static str, value: &SchemaJson) -> SchemaEntry {
    let unquoted = value
        .text()
        .and_then(|text| SchemaJson::parse(text).ok())
        .filter(|inner| inner.text().is_some());
    entry.with(label, Some(unquoted.as_ref().unwrap_or(value)))
}
