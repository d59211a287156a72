//! A request: the jobs that it starts.

use serde_json::{Map, Value};

use crate::requests::keys;

/// A job that a request starts.
#[derive(Default)]
pub(super) struct RequestedJob {
    /// The step of a pipeline, or the definition of a tuning job, if it has a name.
    pub(super) place: Option<String>,
    pub(super) hyperparameters: Vec<(String, Value)>,
    pub(super) ranges: Vec<RequestedRange>,
    /// `None` if the request does not have channels, such as a plain object of hyperparameters.
    pub(super) channels: Option<Vec<Value>>,
    /// The input mode of channels that do not have one.
    pub(super) input_mode: Option<Value>,
    /// `None` if those of an algorithm or of none are used.
    pub(super) metrics: Option<Vec<Value>>,
    pub(super) objective: Option<Value>,
    /// What is wrong with the form of the request.
    pub(super) faults: Vec<String>,
}

/// A hyperparameter that a tuner chooses.
pub(super) struct RequestedRange {
    pub(super) name: String,
    pub(super) kind: RangeKind,
    /// The object of the request.
    pub(super) json: Value,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum RangeKind {
    Integer,
    Continuous,
    Categorical,
    Auto,
}

impl RequestedRange {
    /// Returns the values to check: the ends of the range, or all of its values.
    pub(super) fn values(&self) -> Vec<&Value> {
        let keys: &[&str] = match self.kind {
            RangeKind::Integer | RangeKind::Continuous => &["MinValue", "MaxValue"],
            RangeKind::Auto => &["ValueHint"],
            RangeKind::Categorical => {
                let values = self.json.get("Values").and_then(Value::as_array);
                return values.into_iter().flatten().collect();
            }
        };
        keys.iter().filter_map(|key| self.json.get(*key)).collect()
    }
}

/// Recognizes the form of a request by its content.
///
/// # Errors
/// If the JSON is not a request of any known form.
pub(super) fn jobs_of(json: &Value) -> Result<Vec<RequestedJob>, String> {
    let Value::Object(request) = json else {
        return Err("it is not an object".to_owned());
    };
    if let Some(Value::String(definition)) = request.get("PipelineDefinition") {
        let json: Value = serde_json::from_str(definition)
            .map_err(|error| format!("its \"PipelineDefinition\" is invalid JSON: {error}"))?;
        return jobs_of(&json);
    }
    if let Some(Value::Array(steps)) = request.get("Steps") {
        let mut jobs = Vec::new();
        add_steps(steps, &mut jobs);
        return if jobs.is_empty() {
            Err("no step of the pipeline starts a training job".to_owned())
        } else {
            Ok(jobs)
        };
    }
    if matches!(request.get("Arguments"), Some(Value::Object(_))) {
        let mut jobs = Vec::new();
        add_steps(std::slice::from_ref(json), &mut jobs);
        if !jobs.is_empty() {
            return Ok(jobs);
        }
    }
    if is_request(request) {
        return Ok(of_request(json));
    }
    if let Some(hyperparameters @ Value::Object(_)) = request.get("HyperParameters") {
        return Ok(vec![RequestedJob {
            hyperparameters: entries(hyperparameters),
            ..RequestedJob::default()
        }]);
    }
    Ok(vec![RequestedJob {
        hyperparameters: entries(json),
        ..RequestedJob::default()
    }])
}

/// The forms of a request, for messages.
pub(super) const FORMS: &str = "a `CreateTrainingJob` or `CreateHyperParameterTuningJob` body, a pipeline or a step of \
                                one, or an object of names and texts";

/// Adds the jobs of the steps that train or tune, those of the branches of a condition included.
fn add_steps(steps: &[Value], jobs: &mut Vec<RequestedJob>) {
    for step in steps {
        let Some(arguments) = step.get("Arguments") else {
            continue;
        };
        for branch in ["IfSteps", "ElseSteps"] {
            if let Some(Value::Array(steps)) = arguments.get(branch) {
                add_steps(steps, jobs);
            }
        }
        let step_type = step.get("Type").and_then(Value::as_str);
        if matches!(step_type, Some("Training" | "Tuning")) {
            let name = step.get("Name").and_then(Value::as_str);
            for job in of_request(arguments) {
                let place = match (name, job.place.as_deref()) {
                    (Some(step), Some(definition)) => Some(format!("{step}, {definition}")),
                    (place, None) | (None, place) => place.map(str::to_owned),
                };
                jobs.push(RequestedJob { place, ..job });
            }
        }
    }
}

/// Returns whether an object is the body of a request, and not an object of hyperparameters, whose
/// values are texts.
fn is_request(object: &Map<String, Value>) -> bool {
    [
        "AlgorithmSpecification",
        "TrainingJobDefinition",
        "HyperParameterTuningJobConfig",
        "StaticHyperParameters",
        "ResourceConfig",
        "OutputDataConfig",
        "StoppingCondition",
    ]
    .iter()
    .any(|key| matches!(object.get(*key), Some(Value::Object(_))))
        || ["TrainingJobDefinitions", "InputDataConfig"]
            .iter()
            .any(|key| matches!(object.get(*key), Some(Value::Array(_))))
}

fn of_request(request: &Value) -> Vec<RequestedJob> {
    let config = request.get("HyperParameterTuningJobConfig");
    let ranges = config.and_then(|config| config.get("ParameterRanges"));
    let objective = config.and_then(|config| config.get("HyperParameterTuningJobObjective"));
    let mut definitions: Vec<&Value> = request.get("TrainingJobDefinition").into_iter().collect();
    let several = request.get("TrainingJobDefinitions");
    definitions.extend(several.and_then(Value::as_array).into_iter().flatten());
    if definitions.is_empty() && several.is_none() {
        return vec![of_definition(request, ranges, objective)];
    }
    if definitions.is_empty() {
        return vec![RequestedJob {
            faults: vec!["\"TrainingJobDefinitions\" is empty".to_owned()],
            ..RequestedJob::default()
        }];
    }
    let mut jobs: Vec<RequestedJob> = definitions
        .into_iter()
        .map(|definition| {
            let mut job = of_definition(definition, ranges, objective);
            job.faults
                .extend(keys::of_training_job_in_definition(definition));
            job
        })
        .collect();
    jobs[0].faults.extend(keys::of_tuning_job(request));
    jobs
}

/// Reads a training job, or a definition of those that a tuner starts; `ranges` and `objective` are
/// those of the tuning job.
fn of_definition(
    definition: &Value,
    ranges: Option<&Value>,
    objective: Option<&Value>,
) -> RequestedJob {
    let mut faults = keys::of_job(definition);
    let mut hyperparameters = Vec::new();
    for key in ["HyperParameters", "StaticHyperParameters"] {
        match given(definition, key) {
            Some(values @ Value::Object(_)) => hyperparameters.extend(entries(values)),
            Some(_) => faults.push(format!("{key:?} is not an object")),
            None => {}
        }
    }
    let ranges = ["HyperParameterRanges", "ParameterRanges"]
        .iter()
        .find_map(|key| given(definition, key))
        .or(ranges);
    let algorithm = given(definition, "AlgorithmSpecification");
    let in_algorithm = |key: &str| algorithm.and_then(|algorithm| given(algorithm, key));
    let channels = given(definition, "InputDataConfig").and_then(Value::as_array);
    let name = given(definition, "DefinitionName").and_then(Value::as_str);
    RequestedJob {
        place: name.map(str::to_owned),
        hyperparameters,
        ranges: ranges.map_or_else(Vec::new, |ranges| ranges_of(ranges, &mut faults)),
        channels: Some(channels.cloned().unwrap_or_default()),
        input_mode: in_algorithm("TrainingInputMode").cloned(),
        metrics: match in_algorithm("AlgorithmName") {
            Some(_) => None,
            None => {
                let metrics = in_algorithm("MetricDefinitions").and_then(Value::as_array);
                metrics.cloned().or_else(|| algorithm.map(|_| Vec::new()))
            }
        },
        objective: given(definition, "TuningObjective").or(objective).cloned(),
        faults,
    }
}

/// Returns the value of a key, unless it is null.
fn given<'v>(object: &'v Value, key: &str) -> Option<&'v Value> {
    object.get(key).filter(|value| !value.is_null())
}

/// Reads the ranges of a tuning job.
fn ranges_of(ranges: &Value, faults: &mut Vec<String>) -> Vec<RequestedRange> {
    let mut all = Vec::new();
    for (key, kind) in [
        ("IntegerParameterRanges", RangeKind::Integer),
        ("ContinuousParameterRanges", RangeKind::Continuous),
        ("CategoricalParameterRanges", RangeKind::Categorical),
        ("AutoParameters", RangeKind::Auto),
    ] {
        let list = match given(ranges, key) {
            Some(Value::Array(list)) => list,
            Some(_) => {
                faults.push(format!("{key:?} is not a list"));
                continue;
            }
            None => continue,
        };
        for (at, json) in list.iter().enumerate() {
            match json.get("Name").and_then(Value::as_str) {
                Some(name) => all.push(RequestedRange {
                    name: name.to_owned(),
                    kind,
                    json: json.clone(),
                }),
                None => faults.push(format!(
                    "{key:?} has a range without a \"Name\", at index {at}"
                )),
            }
        }
    }
    all
}

fn entries(object: &Value) -> Vec<(String, Value)> {
    let entries = object.as_object().into_iter().flatten();
    entries
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

/// Returns whether a value is known only when a pipeline runs: `{"Get": "Parameters.Epochs"}`.
pub(super) fn is_pending(value: &Value) -> bool {
    let Value::Object(object) = value else {
        return false;
    };
    let is_function = |key: &String| key == "Get" || key.starts_with("Std:");
    object.len() == 1 && object.keys().all(is_function)
}
