//! The metrics of a specification that is checked in.

use crate::model::schema_json::SchemaJson;
use crate::model::specification_file::{list, name_of};

/// A metric of a specification.
pub(crate) struct SpecifiedMetric {
    pub(crate) name: String,
    pub(crate) regex: String,
    /// What a tuner that takes it as its objective aims for.
    pub(crate) objective: Option<String>,
}

impl SpecifiedMetric {
    /// Reads the metrics of a specification.
    pub(crate) fn all(specification: &SchemaJson, file: &str) -> Result<Vec<Self>, String> {
        let text =
            |item: &SchemaJson, key| item.get(key).and_then(SchemaJson::text).map(str::to_owned);
        let metrics = list(specification, "MetricDefinitions", file)?;
        let objectives = list(specification, "SupportedTuningJobObjectiveMetrics", file)?;
        let metric = |(at, metric): (usize, &SchemaJson)| {
            let name = name_of(metric, "Name", "a metric", at, file)?;
            let is_of = |objective: &&SchemaJson| {
                objective.get("MetricName").and_then(SchemaJson::text) == Some(&name)
            };
            Ok(SpecifiedMetric {
                regex: text(metric, "Regex").unwrap_or_default(),
                objective: objectives
                    .iter()
                    .find(is_of)
                    .and_then(|one| text(one, "Type")),
                name,
            })
        };
        metrics.iter().enumerate().map(metric).collect()
    }
}
