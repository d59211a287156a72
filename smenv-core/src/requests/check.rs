//! Checks a request as the program would when its job starts.

use serde_json::{Map, Value, json};

use crate::channels::settings;
use crate::channels::sm_channels::SmChannels;
use crate::error::error::Error;
use crate::error::problem::{Origin, Problem, ProblemKind, Subject};
use crate::faults::fault::Fault;
use crate::faults::invalid_json;
use crate::hyperparameters::sm_hyperparameters::SmHyperparameters;
use crate::metrics::problems::{other_regex, unknown_metric};
use crate::metrics::sm_metrics::SmMetrics;
use crate::requests::request::{FORMS, RequestedJob, jobs_of};
use crate::requests::service_limits::{self, is_of_pipeline};
use crate::source::config_file;
use crate::source::source::Source;

/// Checks a request to start a job of a program, before the launch: the body of `CreateTrainingJob`
/// or `CreateHyperParameterTuningJob`, a pipeline or a step of one, or an object of hyperparameters.
/// `file` is the name of the request in messages.
///
/// The problems are those with which the job would end: names, values and ranges, rules across
/// fields, channels with their content types and input modes; and what SageMaker itself does not
/// accept. Of a range that a tuner searches, the ends are checked; values that only a pipeline knows
/// are not. Channels are checked if the request is more than an object of hyperparameters. Use `()`
/// for channels or metrics that the program does not declare.
///
/// # Errors
/// If the job would end with a problem; the error lists every problem.
///
/// ```
/// # use smenv_core as smenv;
/// # use smenv_derive::SmHyperparameters;
/// use smenv::export::check;
///
/// #[derive(SmHyperparameters)]
/// # #[sm(crate = smenv_core)]
/// struct Hyperparameters {
///     #[sm(range = 1..=100)]
///     epochs: u32,
/// }
///
/// let request = r#"{"TrainingJobName": "digits-7", "HyperParameters": {"epochs": "500"}, "InputDataConfig": []}"#;
/// let error = check::<Hyperparameters, (), ()>("job.json", request).unwrap_err();
/// assert_eq!(
///     error.problems()[0].to_string(),
///     "epochs (job.json): got \"500\"; expected an integer from 1 to 100",
/// );
/// ```
pub fn check<H: SmHyperparameters, C: SmChannels, M: SmMetrics>(
    file: &str,
    request: &str,
) -> Result<(), Error> {
    let mut errors = Vec::new();
    match parsed(file, request) {
        Ok(jobs) => {
            for job in &jobs {
                errors.extend(errors_of::<H, C, M>(job));
            }
        }
        Err(problem) => errors.push(Error::new(vec![*problem])),
    }
    if errors.is_empty() {
        return Ok(());
    }
    let mut error = Error::all(errors).with_note(None);
    for problem in error.problems_mut() {
        problem.origin = Some(Origin::ConfigFile(file.to_owned()));
        match problem.kind {
            ProblemKind::Missing if problem.subject == Subject::Channel => {
                problem.remedy = Some("add it to the channels of the request".to_owned());
            }
            ProblemKind::Missing => {
                problem.remedy = Some("add it to the hyperparameters of the request".to_owned());
            }
            ProblemKind::Conflict => {
                let named = |reason: String| reason.replace(config_file::NAME, file);
                problem.reason = problem.reason.take().map(named);
            }
            _ => {}
        }
    }
    Err(error)
}

fn parsed(file: &str, request: &str) -> Result<Vec<RequestedJob>, Box<Problem>> {
    let unreadable = |fault| {
        let origin = Origin::ConfigFile(file.to_owned());
        Box::new(Problem::unreadable(origin, fault))
    };
    let json: Value = serde_json::from_str(request).map_err(|error| {
        let (reason, remedy) = invalid_json::of_value(request).unwrap_or_else(|| {
            (
                format!("invalid JSON: {error}"),
                "write JSON as RFC 8259 has it",
            )
        });
        unreadable(Fault::new(reason, FORMS, remedy))
    })?;
    jobs_of(json).map_err(|reason| {
        unreadable(Fault::new(
            reason,
            FORMS,
            "check the request of a training job",
        ))
    })
}

fn errors_of<H: SmHyperparameters, C: SmChannels, M: SmMetrics>(job: &RequestedJob) -> Vec<Error> {
    let mut problems = service_limits::problems(job);
    let origin = || Some(Origin::ConfigFile(config_file::NAME.to_owned()));
    problems.extend(
        job.objective
            .as_deref()
            .and_then(|metric| unknown_metric(None, metric, origin(), M::SPEC)),
    );
    for metric in &job.metrics {
        let text = |key: &str| metric.get(key).and_then(Value::as_str).unwrap_or_default();
        problems.extend(other_regex(text("Name"), text("Regex"), M::SPEC));
    }
    let channels = channels_of(job);
    let mut errors = vec![Error::new(problems)];
    for hyperparameters in variants(job) {
        let mut source = Source::from_hyperparameters(hyperparameters);
        if let Some(channels) = &channels {
            source = source
                .with_file(settings::CONFIG_FILE, channels.clone())
                // In a job, a channel has no default.
                .var("TRAINING_JOB_NAME", "checked");
            errors.extend(C::from_source(&source).err());
        }
        errors.extend(H::from_source(&source).err());
    }
    let is_unknown_yet = |problem: &Problem| {
        let name = problem.name.as_deref().unwrap_or_default();
        job.hyperparameters
            .iter()
            .any(|(known, value)| known == name && is_of_pipeline(value))
    };
    for error in &mut errors {
        error
            .problems_mut()
            .retain(|problem| !is_unknown_yet(problem));
    }
    errors.retain(|error| !error.problems().is_empty());
    errors
}

/// Returns the hyperparameters of the jobs to check: one, or for a tuning job as many as a
/// hyperparameter has values to try.
fn variants(job: &RequestedJob) -> Vec<Vec<(String, String)>> {
    let text = |(name, value): &(String, Value)| {
        // Other values are a problem of the request, but are still read.
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Null => return None,
            other => other.to_string(),
        };
        Some((name.clone(), text))
    };
    let fixed: Vec<(String, String)> = job.hyperparameters.iter().filter_map(text).collect();
    let count = job.tuned.iter().map(|(_, values)| values.len()).max();
    let variant = |at: usize| {
        let chosen = job.tuned.iter().filter_map(|(name, values)| {
            let value = values.get(at).or(values.last())?;
            text(&(name.clone(), value.clone()))
        });
        fixed.iter().cloned().chain(chosen).collect()
    };
    (0..count.unwrap_or(1).max(1)).map(variant).collect()
}

/// Returns the channels as a container's `inputdataconfig.json`.
fn channels_of(job: &RequestedJob) -> Option<String> {
    let mut config = Map::new();
    for channel in job.channels.as_ref()? {
        let Some(name) = channel.get("ChannelName").and_then(Value::as_str) else {
            continue;
        };
        let source = channel
            .get("DataSource")
            .and_then(|data| data.get("S3DataSource"));
        let settings = json!({
            "ContentType": channel.get("ContentType"),
            "TrainingInputMode": channel.get("InputMode").or(job.input_mode.as_ref()),
            "S3DistributionType": source.and_then(|source| source.get("S3DataDistributionType")),
            "RecordWrapperType": channel.get("RecordWrapperType"),
        });
        config.insert(name.to_owned(), settings);
    }
    Some(Value::Object(config).to_string())
}
