//! A specification that the program printed: its hyperparameters, all of which the struct must have.

use crate::model::schema_json::SchemaJson;
use crate::model::specification_file::specification;

/// A hyperparameter of the specification.
pub(crate) struct SpecifiedEntry {
    pub(crate) name: String,
    pub(crate) parameter_type: String,
    pub(crate) range: EntryRange,
    pub(crate) is_tunable: bool,
    pub(crate) is_required: bool,
    pub(crate) default: Option<String>,
}

/// The range of a hyperparameter.
pub(crate) enum EntryRange {
    None,
    Integer([String; 2]),
    Continuous([String; 2]),
    Categorical(Vec<String>),
    /// Something that the program does not print.
    Other,
}

/// Returns the specification if it is one as `--describe training-specification` prints it. That of
/// SageMaker's own algorithms, and of one that was created, has an image, and may say more than the
/// struct needs.
pub(crate) fn printed(json: &SchemaJson) -> Option<&SchemaJson> {
    const LISTS: [&str; 4] = [
        "SupportedHyperParameters",
        "MetricDefinitions",
        "TrainingChannels",
        "SupportedTuningJobObjectiveMetrics",
    ];
    let specification = specification(json);
    let has_list = |key: &&str| matches!(specification.get(key), Some(SchemaJson::List(_)));
    let image = specification.get("TrainingImage");
    let has_image = image.is_some_and(|image| *image != SchemaJson::Null);
    (LISTS.iter().all(has_list) && !has_image).then_some(specification)
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
        Some(SpecifiedEntry {
            name: text("Name")?.to_owned(),
            parameter_type: text("Type").unwrap_or("none").to_owned(),
            range: EntryRange::of(entry.get("Range")),
            is_tunable: is("IsTunable"),
            is_required: is("IsRequired"),
            default: entry.get("DefaultValue").and_then(unquoted),
        })
    }
}

impl EntryRange {
    fn of(range: Option<&SchemaJson>) -> Self {
        let (kind, range) = match range {
            None | Some(SchemaJson::Null) => return EntryRange::None,
            Some(SchemaJson::Object(kinds)) => match &kinds[..] {
                [(kind, range)] => (kind.as_str(), range),
                _ => return EntryRange::Other,
            },
            Some(_) => return EntryRange::Other,
        };
        let bound = |key| range.get(key).and_then(SchemaJson::text).map(str::to_owned);
        let bounds = || {
            bound("MinValue")
                .zip(bound("MaxValue"))
                .map(<[String; 2]>::from)
        };
        let values = || match range.get("Values") {
            Some(SchemaJson::List(values)) => values.iter().map(unquoted).collect(),
            _ => None,
        };
        match kind {
            "IntegerParameterRangeSpecification" => bounds().map(EntryRange::Integer),
            "ContinuousParameterRangeSpecification" => bounds().map(EntryRange::Continuous),
            "CategoricalParameterRangeSpecification" => values().map(EntryRange::Categorical),
            _ => None,
        }
        .unwrap_or(EntryRange::Other)
    }
}

/// Returns a text without the JSON quotes that protect it from producers.
fn unquoted(value: &SchemaJson) -> Option<String> {
    let text = value.text()?;
    Some(match SchemaJson::parse(text) {
        Ok(SchemaJson::Text(inner)) if text.starts_with('"') => inner,
        _ => text.to_owned(),
    })
}
