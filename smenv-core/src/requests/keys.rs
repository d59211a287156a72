//! The keys of a request. The service may get more, so that only a key that is near a known one is a
//! mistake.

use serde_json::Value;
use smenv_shared::suggest::nearest;

const TUNING_JOB: &[&str] = &[
    "HyperParameterTuningJobName",
    "HyperParameterTuningJobConfig",
    "TrainingJobDefinition",
    "TrainingJobDefinitions",
    "WarmStartConfig",
    "Tags",
    "Autotune",
];

const TUNING_CONFIG: &[&str] = &[
    "Strategy",
    "StrategyConfig",
    "HyperParameterTuningJobObjective",
    "ResourceLimits",
    "ParameterRanges",
    "TrainingJobEarlyStoppingType",
    "TuningJobCompletionCriteria",
    "RandomSeed",
];

const RANGES: &[&str] = &[
    "IntegerParameterRanges",
    "ContinuousParameterRanges",
    "CategoricalParameterRanges",
    "AutoParameters",
];

const ALGORITHM: &[&str] = &[
    "TrainingImage",
    "AlgorithmName",
    "TrainingInputMode",
    "MetricDefinitions",
    "EnableSageMakerMetricsTimeSeries",
    "ContainerEntrypoint",
    "ContainerArguments",
    "TrainingImageConfig",
];

/// Of a training job, and of the definition of those that a tuner starts.
const JOB: &[&str] = &[
    "TrainingJobName",
    "DefinitionName",
    "HyperParameters",
    "StaticHyperParameters",
    "HyperParameterRanges",
    "ParameterRanges",
    "TuningObjective",
    "AlgorithmSpecification",
    "RoleArn",
    "InputDataConfig",
    "OutputDataConfig",
    "ResourceConfig",
    "HyperParameterTuningResourceConfig",
    "VpcConfig",
    "StoppingCondition",
    "Tags",
    "EnableNetworkIsolation",
    "EnableInterContainerTrafficEncryption",
    "EnableManagedSpotTraining",
    "CheckpointConfig",
    "DebugHookConfig",
    "DebugRuleConfigurations",
    "TensorBoardOutputConfig",
    "ExperimentConfig",
    "ProfilerConfig",
    "ProfilerRuleConfigurations",
    "Environment",
    "RetryStrategy",
    "RemoteDebugConfig",
    "InfraCheckConfig",
    "SessionChainingConfig",
    "ServerlessJobConfig",
    "MlflowConfig",
    "ModelPackageConfig",
];

/// Returns the key that a definition of the jobs that a tuner starts has by mistake.
pub(super) fn of_training_job_in_definition(definition: &Value) -> Option<String> {
    definition.get("HyperParameters")?;
    Some(
        "a tuning job's definition has no \"HyperParameters\"; write \"StaticHyperParameters\""
            .to_owned(),
    )
}

/// Returns the misspelled keys of a tuning job.
pub(super) fn of_tuning_job(request: &Value) -> Vec<String> {
    let config = request.get("HyperParameterTuningJobConfig");
    let ranges = config.and_then(|config| config.get("ParameterRanges"));
    [
        misspelled(Some(request), TUNING_JOB),
        misspelled(config, TUNING_CONFIG),
        misspelled(ranges, RANGES),
    ]
    .concat()
}

/// Returns the misspelled keys of a training job, or of a definition of those that a tuner starts.
pub(super) fn of_job(job: &Value) -> Vec<String> {
    let part = |key| job.get(key);
    [
        misspelled(Some(job), JOB),
        misspelled(part("AlgorithmSpecification"), ALGORITHM),
        misspelled(part("HyperParameterRanges"), RANGES),
        misspelled(part("ParameterRanges"), RANGES),
    ]
    .concat()
}

fn misspelled(object: Option<&Value>, known: &[&str]) -> Vec<String> {
    let keys = object.and_then(Value::as_object).into_iter().flatten();
    let unknown = keys.filter(|(key, _)| !known.contains(&key.as_str()));
    unknown
        .filter_map(|(key, _)| {
            let near = nearest(key, known)?;
            Some(format!("unknown key {key:?}; did you mean {near:?}?"))
        })
        .collect()
}
