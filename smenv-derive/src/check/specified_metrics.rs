//! `#[sm(schema = "specification.json")]` of a struct of metrics: its fields against the metrics of
//! the file.

use smenv_shared::metrics::regex;

use crate::errors::Errors;
use crate::model::metrics::{MetricModel, MetricsModel};
use crate::model::schema_fields::{ANEW, nearest_or};
use crate::model::specification_file::SpecificationFile;
use crate::model::specified_metrics::SpecifiedMetric;

pub(crate) fn check_specified_metrics(
    file: &SpecificationFile<Vec<SpecifiedMetric>>,
    model: &MetricsModel,
    errors: &mut Errors,
) {
    let Some(metrics) = &file.part else {
        return;
    };
    let path = file.literal.value();
    let names: Vec<&str> = model
        .metrics
        .iter()
        .map(|metric| metric.name.text.as_str())
        .collect();
    for metric in metrics
        .iter()
        .filter(|metric| !names.contains(&&*metric.name))
    {
        let name = &metric.name;
        let hint = nearest_or(name, &names, ANEW);
        let message = format!("{path:?} has the metric `{name}`, but no field has it: {hint}");
        errors.on(&file.literal, message);
    }
    for metric in &model.metrics {
        let name = &metric.name.text;
        match metrics.iter().find(|specified| specified.name == *name) {
            Some(specified) => check_metric(metric, specified, &path, errors),
            None => {
                let message = format!("the metric `{name}` is not in {path:?}: {ANEW}");
                errors.on(&metric.ident, message);
            }
        }
    }
}

fn check_metric(
    metric: &MetricModel,
    specified: &SpecifiedMetric,
    path: &str,
    errors: &mut Errors,
) {
    let name = &metric.name.text;
    if specified.regex != regex(name) {
        let message =
            format!("the metric `{name}` has another regular expression in {path:?}: {ANEW}");
        errors.on(&metric.ident, message);
    }
    let in_words = |objective: Option<&str>| match objective {
        Some("Minimize") => "minimized",
        Some("Maximize") => "maximized",
        _ => "not an objective",
    };
    let here = in_words(metric.objective);
    let there = in_words(specified.objective.as_deref());
    if here != there {
        let message =
            format!("the metric `{name}` is {here} here, but {there} in {path:?}: {ANEW}");
        errors.on(&metric.ident, message);
    }
}
