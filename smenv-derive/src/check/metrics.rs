//! Rules for a struct of metrics.

use smenv_shared::limits::{MAX_METRIC_NAME_LENGTH, MAX_METRIC_REGEX_LENGTH, MAX_METRICS};
use smenv_shared::metrics::{regex, unfit_for_name};

use crate::check::specified_metrics::check_specified_metrics;
use crate::check::spelling::{NameKind, fault};
use crate::errors::Errors;
use crate::model::metrics::{MetricModel, MetricsModel};
use crate::model::names::SpannedName;

pub(crate) fn check_metrics(model: &MetricsModel, errors: &mut Errors) {
    let mut seen: Vec<&str> = Vec::new();
    for metric in &model.metrics {
        check_name(metric, errors);
        let SpannedName { text, span } = &metric.name;
        if seen.contains(&text.as_str()) {
            errors.at(*span, format!("duplicate name `{text}`"));
        }
        seen.push(text);
    }
    if let Some(file) = &model.file {
        check_specified_metrics(file, model, errors);
    }
    if let Some(extra) = model.metrics.get(MAX_METRICS) {
        let message =
            format!("SageMaker takes at most {MAX_METRICS} metrics of a job; this is one too many");
        errors.on(&extra.ident, message);
    }
}

fn check_name(metric: &MetricModel, errors: &mut Errors) {
    let SpannedName { text, span } = &metric.name;
    let fault = fault(text, NameKind::MetricName).filter(|_| metric.is_name_set || text.is_empty());
    let length = text.chars().count();
    if let Some(unfit) = unfit_for_name(text) {
        let message = format!(
            "a metric's name cannot contain {unfit:?}, which separates the parts of a line: write one such as `train:loss`"
        );
        errors.at(*span, message);
    } else if let Some(fault) = fault {
        errors.at(*span, fault);
    } else if length > MAX_METRIC_NAME_LENGTH {
        let message = format!(
            "SageMaker accepts names of metrics of at most {MAX_METRIC_NAME_LENGTH} characters; this has {length}"
        );
        errors.at(*span, message);
    } else if regex(text).chars().count() > MAX_METRIC_REGEX_LENGTH {
        let message = format!(
            "the regular expression of this name has more than the {MAX_METRIC_REGEX_LENGTH} characters that SageMaker accepts: use less punctuation"
        );
        errors.at(*span, message);
    }
}
