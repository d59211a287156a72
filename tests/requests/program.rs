//! The program whose jobs are requested.

use serde_json::{Value, json};
use smenv::export::check;
use smenv::{Channel, SmCategorical, SmChannels, SmHyperparameters, SmMetrics};

#[derive(SmHyperparameters)]
#[sm(rename_all = "kebab-case", validate = warmup_is_shorter)]
pub(crate) struct Hyperparameters {
    #[sm(default = 10, range = 1..=100, tunable)]
    pub(crate) epochs: u32,
    #[sm(range = 1e-6..=1.0, tunable, scale = "log")]
    pub(crate) learning_rate: f64,
    #[sm(default = Optimizer::Adam, tunable)]
    pub(crate) optimizer: Optimizer,
    #[sm(default = 0)]
    pub(crate) warmup: u32,
    pub(crate) note: Option<String>,
    pub(crate) api_key: Option<String>,
    #[sm(secret)]
    pub(crate) pin: Option<String>,
}

fn warmup_is_shorter(hp: &Hyperparameters) -> Result<(), &'static str> {
    if hp.warmup < hp.epochs {
        Ok(())
    } else {
        Err("the warmup must be shorter than the training")
    }
}

#[derive(Clone, Copy, SmCategorical)]
pub(crate) enum Optimizer {
    Adam,
    Sgd,
}

#[derive(SmChannels)]
#[allow(dead_code, reason = "only what it takes matters")]
pub(crate) struct Data {
    #[sm(content_type = "text/csv", input_mode = "File", default = "data/")]
    train: Channel,
    validation: Option<Channel>,
}

#[derive(SmMetrics)]
#[allow(dead_code, reason = "only its names matter")]
pub(crate) struct Metrics {
    #[sm(name = "train:loss", minimize)]
    loss: f64,
    #[sm(name = "validation:accuracy", maximize)]
    accuracy: Option<f64>,
}

/// Returns the problems of a request, as a person sees them.
pub(crate) fn problems(request: &Value) -> Vec<String> {
    match check::<Hyperparameters, Data, Metrics>("job.json", &request.to_string()) {
        Ok(()) => Vec::new(),
        Err(error) => error.problems().iter().map(ToString::to_string).collect(),
    }
}

/// A right `CreateTrainingJob` body.
pub(crate) fn training_job() -> Value {
    json!({
        "TrainingJobName": "digits-7",
        "RoleArn": "arn:aws:iam::123456789012:role/train",
        "AlgorithmSpecification": {
            "TrainingImage": "image",
            "TrainingInputMode": "File",
            "MetricDefinitions": [
                {"Name": "train:loss", "Regex": "metrics:.* train:loss=([^;]+);"},
                {"Name": "its own", "Regex": "own=(.*)"},
            ],
        },
        "HyperParameters": {"epochs": "20", "learning-rate": "0.1", "sagemaker_program": "train.py"},
        "InputDataConfig": [
            {
                "ChannelName": "train",
                "ContentType": "text/csv",
                "DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://a/b"}},
            },
        ],
        "ResourceConfig": {"InstanceCount": 1, "InstanceType": "ml.m5.large", "VolumeSizeInGB": 10},
        "StoppingCondition": {"MaxRuntimeInSeconds": 3600},
        "OutputDataConfig": {"S3OutputPath": "s3://a/out"},
    })
}

/// Returns the problems of the right body with a value changed, or removed if it is null.
#[track_caller]
pub(crate) fn changed(pointer: &str, value: Value) -> Vec<String> {
    let mut request = training_job();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = request.pointer_mut(parent).expect(pointer);
    match parent {
        Value::Object(object) if value.is_null() => {
            object.remove(key).expect(pointer);
        }
        Value::Object(object) => {
            object.insert(key.to_owned(), value);
        }
        list => list[key.parse::<usize>().unwrap()] = value,
    }
    problems(&request)
}
