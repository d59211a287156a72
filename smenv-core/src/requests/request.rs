//! A request: the jobs that it starts.

use serde_json::{Map, Value};

/// A job that a request starts.
#[derive(Default)]
pub(super) struct RequestedJob {
    pub(super) hyperparameters: Vec<(String, Value)>,
    /// The hyperparameters that a tuner chooses, each with the values to try: the ends of its range,
    /// or all of its values.
    pub(super) tuned: Vec<(String, Vec<Value>)>,
    /// `None` if the request does not have channels, such as a plain object of hyperparameters.
    pub(super) channels: Option<Vec<Value>>,
    /// The input mode of channels that do not have one.
    pub(super) input_mode: Option<Value>,
    pub(super) metrics: Vec<Value>,
    pub(super) objective: Option<String>,
}

/// Recognizes the form of a request by its content.
///
/// # Errors
/// If the JSON is none of the forms.
pub(super) fn jobs_of(json: Value) -> Result<Vec<RequestedJob>, &'static str> {
    let Value::Object(request) = json else {
        return Err("it is not an object");
    };
    if let Some(Value::Array(steps)) = request.get("Steps") {
        let arguments = |step: &Value| step.get("Arguments")?.as_object().cloned();
        let requests = steps.iter().filter_map(arguments);
        let jobs: Vec<RequestedJob> = requests.filter(is_request).flat_map(of_request).collect();
        return if jobs.is_empty() {
            Err("no step of the pipeline starts a training job")
        } else {
            Ok(jobs)
        };
    }
    if let Some(Value::Object(arguments)) = request.get("Arguments") {
        if is_request(arguments) {
            return Ok(of_request(arguments.clone()));
        }
    }
    if is_request(&request) {
        return Ok(of_request(request));
    }
    if let Some(Value::Object(hyperparameters)) = request.get("HyperParameters") {
        if request.len() == 1 {
            return Ok(vec![of_values(hyperparameters.clone())]);
        }
    }
    Ok(vec![of_values(request)])
}

/// The forms of a request, for messages.
pub(super) const FORMS: &str = "a `CreateTrainingJob` or `CreateHyperParameterTuningJob` body, a pipeline or a step of \
                                one, or an object of names and texts";

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

fn of_request(request: Map<String, Value>) -> Vec<RequestedJob> {
    let config = request.get("HyperParameterTuningJobConfig");
    let ranges = config.and_then(|config| config.get("ParameterRanges"));
    let objective = config.and_then(|config| config.get("HyperParameterTuningJobObjective"));
    let definitions: Vec<&Value> = match (
        request.get("TrainingJobDefinition"),
        request.get("TrainingJobDefinitions"),
    ) {
        (Some(definition @ Value::Object(_)), _) => vec![definition],
        (_, Some(Value::Array(definitions))) => definitions.iter().collect(),
        _ => {
            let whole = Value::Object(request.clone());
            return vec![of_definition(&whole, ranges, objective)];
        }
    };
    definitions
        .into_iter()
        .map(|definition| of_definition(definition, ranges, objective))
        .collect()
}

/// Reads a training job, or a definition of those that a tuner starts; `ranges` and `objective` are
/// those of the tuning job.
fn of_definition(
    definition: &Value,
    ranges: Option<&Value>,
    objective: Option<&Value>,
) -> RequestedJob {
    let object = |key: &str| definition.get(key).and_then(Value::as_object);
    let hyperparameters = object("HyperParameters").or_else(|| object("StaticHyperParameters"));
    let ranges = ["HyperParameterRanges", "ParameterRanges"]
        .iter()
        .find_map(|key| definition.get(*key))
        .or(ranges);
    let algorithm = definition.get("AlgorithmSpecification");
    let in_algorithm = |key: &str| algorithm.and_then(|algorithm| algorithm.get(key));
    let list = |value: Option<&Value>| {
        let list = value.and_then(Value::as_array);
        list.cloned().unwrap_or_default()
    };
    let objective = definition.get("TuningObjective").or(objective);
    RequestedJob {
        hyperparameters: entries(hyperparameters.cloned().unwrap_or_default()),
        tuned: ranges.map(tuned).unwrap_or_default(),
        channels: Some(list(definition.get("InputDataConfig"))),
        input_mode: in_algorithm("TrainingInputMode").cloned(),
        metrics: list(in_algorithm("MetricDefinitions")),
        objective: objective
            .and_then(|objective| objective.get("MetricName")?.as_str())
            .map(str::to_owned),
    }
}

/// Returns the values of a range that a tuner may try.
type ValuesOf = fn(&Value) -> Vec<Value>;

/// Reads the ranges of a tuning job.
fn tuned(ranges: &Value) -> Vec<(String, Vec<Value>)> {
    let ends: ValuesOf = |range| {
        ["MinValue", "MaxValue"]
            .iter()
            .filter_map(|key| range.get(*key).cloned())
            .collect()
    };
    let values: ValuesOf = |range| match range.get("Values") {
        Some(Value::Array(values)) => values.clone(),
        _ => Vec::new(),
    };
    let hint: ValuesOf = |auto| auto.get("ValueHint").cloned().into_iter().collect();
    let kinds: [(&str, ValuesOf); 4] = [
        ("IntegerParameterRanges", ends),
        ("ContinuousParameterRanges", ends),
        ("CategoricalParameterRanges", values),
        ("AutoParameters", hint),
    ];
    let mut tuned = Vec::new();
    for (kind, values_of) in kinds {
        for range in ranges
            .get(kind)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            if let Some(name) = range.get("Name").and_then(Value::as_str) {
                tuned.push((name.to_owned(), values_of(range)));
            }
        }
    }
    tuned
}

fn of_values(object: Map<String, Value>) -> RequestedJob {
    RequestedJob {
        hyperparameters: entries(object),
        ..RequestedJob::default()
    }
}

fn entries(object: Map<String, Value>) -> Vec<(String, Value)> {
    object.into_iter().collect()
}
