//! Checks a request as the program would when its job starts.

use std::collections::HashSet;

use serde_json::{Map, Value, json};
use smenv_shared::json::scanner;

use crate::channels::settings;
use crate::channels::sm_channels::SmChannels;
use crate::error::error::Error;
use crate::error::problem::{Origin, Problem, ProblemKind, Subject};
use crate::faults::fault::Fault;
use crate::faults::invalid_json;
use crate::hyperparameters::sm_hyperparameters::SmHyperparameters;
use crate::metrics::sm_metrics::SmMetrics;
use crate::requests::request::{FORMS, RequestedJob, is_pending, jobs_of};
use crate::requests::{objective, ranges, service_limits};
use crate::source::config_file;
use crate::source::source::Source;
use crate::spec::spec::Spec;

/// Checks a request to start a job of a program, before the launch: the body of `CreateTrainingJob`
/// or `CreateHyperParameterTuningJob`, a pipeline or a step of one, or an object of hyperparameters.
/// `file` is the name of the request in messages.
///
/// The problems are those with which the job would end: names, values and ranges, rules across
/// fields, channels with their content types and input modes; and what SageMaker itself does not
/// accept. Of a range that a tuner searches, the ends are checked; values that only a pipeline knows
/// are not. Channels are checked if the request is more than an object of hyperparameters. Use `()`
/// for channels or metrics that the program does not declare. Hyperparameters in the request's
/// `Environment` or `ContainerArguments` are not read.
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
                errors.extend(errors_of::<H, C, M>(job, file));
            }
        }
        Err(problem) => errors.push(Error::new(vec![*problem])),
    }
    if errors.is_empty() {
        return Ok(());
    }
    Err(Error::all(errors).with_note(None))
}

/// Adapts a problem of a start to the request.
fn adapt(problem: &mut Problem, file: &str, place: Option<&str>) {
    let origin = match place {
        Some(place) => format!("{file}, {place}"),
        None => file.to_owned(),
    };
    match problem.kind {
        ProblemKind::Missing if problem.subject == Subject::Channel => {
            problem.remedy = Some("add it to the channels of the request".to_owned());
        }
        ProblemKind::Missing => {
            problem.remedy = Some("add it to the hyperparameters of the request".to_owned());
        }
        ProblemKind::Conflict => {
            let named = |reason: String| reason.replace(config_file::NAME, &origin);
            problem.reason = problem.reason.take().map(named);
        }
        _ => {}
    }
    problem.origin = Some(Origin::Request(origin));
}

fn parsed(file: &str, request: &str) -> Result<Vec<RequestedJob>, Box<Problem>> {
    let unreadable = |fault| {
        let origin = Origin::Request(file.to_owned());
        Box::new(Problem::unreadable(origin, fault))
    };
    let request = scanner::without_bom(request);
    let json: Value = serde_json::from_str(request).map_err(|error| {
        let (reason, remedy) = invalid_json::of_value(request).unwrap_or_else(|| {
            (
                format!("invalid JSON: {error}"),
                "write JSON as RFC 8259 has it",
            )
        });
        unreadable(Fault::new(reason, FORMS, remedy))
    })?;
    jobs_of(&json).map_err(|reason| {
        unreadable(Fault::new(
            reason,
            FORMS,
            "check the request of a training job",
        ))
    })
}

fn errors_of<H: SmHyperparameters, C: SmChannels, M: SmMetrics>(
    job: &RequestedJob,
    file: &str,
) -> Vec<Error> {
    let mut problems = service_limits::problems(job, H::SPEC);
    problems.extend(ranges::problems(job, H::SPEC));
    problems.extend(objective::problems(job, M::SPEC));
    let mut errors = vec![Error::new(problems)];
    let pending = Pending::of(job, H::SPEC);
    if let Some(channels) = channels_of(job) {
        let source = Source::default()
            .with_file(settings::CONFIG_FILE, channels)
            // In a job, a channel has no default.
            .var("TRAINING_JOB_NAME", "checked");
        errors.extend(C::from_source(&source).err());
    }
    for hyperparameters in variants(job, &pending) {
        let source = Source::from_hyperparameters(hyperparameters);
        if let Some(mut error) = H::from_source(&source).err() {
            error
                .problems_mut()
                .retain(|problem| !pending.hides(problem));
            for problem in error.problems_mut() {
                if pending.is_unknown(problem) {
                    problem.given = None;
                }
            }
            errors.push(error);
        }
    }
    errors.retain(|error| !error.problems().is_empty());
    for error in &mut errors {
        for problem in error.problems_mut() {
            adapt(problem, file, job.place.as_deref());
        }
    }
    errors
}

/// The hyperparameters whose values only a pipeline knows.
struct Pending {
    /// The canonical names of those that a field takes.
    known: HashSet<String>,
    /// The names that no field takes.
    unknown: Vec<String>,
}

impl Pending {
    fn of(job: &RequestedJob, spec: &Spec) -> Self {
        let mut pending = Pending {
            known: HashSet::new(),
            unknown: Vec::new(),
        };
        let of_ranges = job
            .ranges
            .iter()
            .filter(|range| range.values().into_iter().any(is_pending));
        let names = job
            .hyperparameters
            .iter()
            .filter(|(_, value)| is_pending(value))
            .map(|(name, _)| name)
            .chain(of_ranges.map(|range| &range.name));
        for name in names {
            match spec
                .find(name)
                .and_then(|number| spec.hyperparameter(number))
            {
                Some((canonical, _)) => {
                    pending.known.insert(canonical);
                }
                None if spec.rest_for(name).is_some() || spec.allows_unknown() => {}
                None => pending.unknown.push(name.clone()),
            }
        }
        pending
    }

    fn is_empty(&self) -> bool {
        self.known.is_empty() && self.unknown.is_empty()
    }

    /// Returns whether a problem is that of an unknown name, whose value is not known either.
    fn is_unknown(&self, problem: &Problem) -> bool {
        let is_named = |name: &String| problem.name.as_ref() == Some(name);
        problem.kind == ProblemKind::Unknown && self.unknown.iter().any(is_named)
    }

    /// Returns whether a problem may not be one when the value is known: that of the value, or a
    /// rule across fields.
    fn hides(&self, problem: &Problem) -> bool {
        let name = problem.name.as_deref().unwrap_or_default();
        match problem.kind {
            // A rule of a struct, which may depend on the value.
            ProblemKind::Rejected if name.is_empty() || name.ends_with('*') => !self.is_empty(),
            ProblemKind::Missing | ProblemKind::Rejected => self.known.contains(name),
            _ => false,
        }
    }
}

/// Returns the hyperparameters of the jobs to check: one, or for a tuning job as many as a
/// hyperparameter has values to try.
fn variants(job: &RequestedJob, pending: &Pending) -> Vec<Vec<(String, String)>> {
    let text = |(name, value): (&String, &Value)| {
        // Other values are a problem of the request, but are still read.
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Null => return None,
            value if is_pending(value) => return None,
            other => other.to_string(),
        };
        Some((name.clone(), text))
    };
    let fixed = job
        .hyperparameters
        .iter()
        .map(|(name, value)| (name, value));
    let fixed: Vec<(String, String)> = fixed.filter_map(text).collect();
    let unknown: Vec<(String, String)> = pending
        .unknown
        .iter()
        .map(|name| (name.clone(), String::new()))
        .collect();
    let tuned: Vec<(&String, Vec<&Value>)> = job
        .ranges
        .iter()
        .map(|range| (&range.name, range.values()))
        .collect();
    let count = tuned.iter().map(|(_, values)| values.len()).max();
    let variant = |at: usize| {
        let chosen = tuned.iter().filter_map(|(name, values)| {
            let value = values.get(at).or(values.last())?;
            text((name, value))
        });
        let chosen: Vec<(String, String)> = chosen.collect();
        [&fixed[..], &unknown[..], &chosen[..]].concat()
    };
    (0..count.unwrap_or(1).max(1)).map(variant).collect()
}

/// Returns the channels as a container's `inputdataconfig.json`; `None` if the request has none, or
/// only a pipeline knows which.
fn channels_of(job: &RequestedJob) -> Option<String> {
    let mut config = Map::new();
    let known = |value: Option<&Value>| value.filter(|value| !is_pending(value)).cloned();
    for channel in job.channels.as_ref()? {
        let name = channel.get("ChannelName");
        if name.is_some_and(is_pending) {
            return None;
        }
        let Some(name) = name.and_then(Value::as_str) else {
            continue;
        };
        let source = channel
            .get("DataSource")
            .and_then(|data| data.get("S3DataSource"));
        let mode = channel.get("InputMode").filter(|mode| !mode.is_null());
        let settings = json!({
            "ContentType": known(channel.get("ContentType")),
            "TrainingInputMode": known(mode.or(job.input_mode.as_ref())),
            "S3DistributionType": known(source.and_then(|source| source.get("S3DataDistributionType"))),
            "RecordWrapperType": known(channel.get("RecordWrapperType")),
        });
        config.insert(name.to_owned(), settings);
    }
    Some(Value::Object(config).to_string())
}
