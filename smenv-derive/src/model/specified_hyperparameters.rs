//! A specification that the program printed: its hyperparameters, all of which the struct must have.

use crate::model::schema_json::SchemaJson;

/// A hyperparameter of the specification.
pub(crate) struct SpecifiedEntry {
    pub(crate) name: String,
    pub(crate) parameter_type: String,
    /// The bounds of its range.
    pub(crate) bounds: Option<[String; 2]>,
    /// The values of its range.
    pub(crate) choices: Option<Vec<String>>,
    pub(crate) is_tunable: bool,
    pub(crate) is_required: bool,
    pub(crate) default: Option<String>,
}

/// Returns the lists of a specification as `--describe training-specification` prints it. That of
/// SageMaker's own algorithms, and of one that was created, has an image, and may say more than the
/// struct needs.
pub(crate) fn printed(json: &SchemaJson) -> Option<&SchemaJson> {
    const LISTS: [&str; 4] = [
        "SupportedHyperParameters",
        "MetricDefinitions",
        "TrainingChannels",
        "SupportedTuningJobObjectiveMetrics",
    ];
    let has_list = |key: &&str| matches!(json.get(key), Some(SchemaJson::List(_)));
    (LISTS.iter().all(has_list) && json.get("TrainingImage").is_none()).then_some(json)
}

impl SpecifiedEntry {
    /// Reads the hyperparameters of a printed specification; those without a name are reported
    /// elsewhere.
    pub(crate) fn all(specification: &SchemaJson) -> Vec<Self> {
        match specification.get("SupportedHyperParameters") {
            Some(SchemaJson::List(entries)) => entries.iter().filter_map(Self::of).collect(),
            _ => Vec::new(),
        }
    }

    fn of(entry: &SchemaJson) -> Option<Self> {
        let text = |key| entry.get(key).and_then(SchemaJson::text);
        let is = |key| entry.get(key) == Some(&SchemaJson::Bool(true));
        let range = |key| entry.get("Range").and_then(|range| range.get(key));
        let numbers = range("IntegerParameterRangeSpecification")
            .or_else(|| range("ContinuousParameterRangeSpecification"));
        let bound = |key| Some(numbers?.get(key)?.text()?.to_owned());
        let values =
            range("CategoricalParameterRangeSpecification").and_then(|range| range.get("Values"));
        let choices = match values {
            Some(SchemaJson::List(values)) => Some(values.iter().filter_map(unquoted).collect()),
            _ => None,
        };
        Some(SpecifiedEntry {
            name: text("Name")?.to_owned(),
            parameter_type: text("Type").unwrap_or_default().to_owned(),
            bounds: bound("MinValue")
                .zip(bound("MaxValue"))
                .map(<[String; 2]>::from),
            choices,
            is_tunable: is("IsTunable"),
            is_required: is("IsRequired"),
            default: entry.get("DefaultValue").and_then(unquoted),
        })
    }
}

/// Returns a text without the JSON quotes that protect it from producers.
fn unquoted(value: &SchemaJson) -> Option<String> {
    let text = value.text()?;
    Some(match SchemaJson::parse(text) {
        Ok(SchemaJson::Text(inner)) => inner,
        _ => text.to_owned(),
    })
}
