//! `TrainingSpecification`: each kind of field, channel and metric, entry by entry.

use std::num::NonZero;

use serde_json::{Value, json};
use smenv::export::TrainingSpecification;
use smenv::{Channel, SmCategorical, SmChannels, SmHyperparameters, SmMetrics};

/// A program with a field of every kind.
#[derive(SmHyperparameters)]
#[sm(rename_all = "kebab-case")]
#[allow(dead_code, reason = "only the specification matters")]
struct Hyperparameters {
    /// Passes over
    /// the data.
    ///
    /// At least one.
    #[sm(default = 10, range = 1..101)]
    epochs: u32,
    /// Step size.
    #[sm(alias = "lr", range = 1e-6..=1.0, tunable, scale = "log")]
    learning_rate: f64,
    #[sm(range = 0.0..1.0, tunable)]
    dropout: Option<f32>,
    #[sm(range = 0.5..)]
    temperature: Option<f64>,
    batch_size: u64,
    workers: NonZero<u8>,
    #[sm(range = -5..=5)]
    offset: NonZero<i32>,
    #[sm(default = true, tunable)]
    flip: bool,
    #[sm(tunable)]
    optimizer: Optimizer,
    #[sm(default = "1.10")]
    version: String,
    #[sm(default = vec![64, 64])]
    layers: Vec<usize>,
    #[sm(default = "hunter2")]
    api_key: String,
    #[sm(flatten, prefix = "aug-")]
    augment: Augment,
    #[sm(rest)]
    others: std::collections::BTreeMap<String, String>,
}

#[derive(SmHyperparameters)]
#[allow(dead_code, reason = "only the specification matters")]
struct Augment {
    #[sm(default = Crop::Seven)]
    crop: Crop,
}

#[derive(SmCategorical)]
#[allow(dead_code, reason = "only the specification matters")]
enum Optimizer {
    Adam,
    AdamW,
}

/// Its words are JSON numbers, which producers would change.
#[derive(SmCategorical)]
#[allow(dead_code, reason = "only the specification matters")]
enum Crop {
    #[sm(name = "7")]
    Seven,
    #[sm(name = "none")]
    Not,
}

#[derive(SmChannels)]
#[allow(dead_code, reason = "only the specification matters")]
struct Data {
    /// What to learn from.
    #[sm(content_type = "text/csv", input_mode = "Pipe", input_mode = "File")]
    train: Channel,
    validation: Option<Channel>,
}

#[derive(SmMetrics)]
#[allow(dead_code, reason = "only the specification matters")]
struct Metrics {
    #[sm(name = "train:loss", minimize)]
    loss: f64,
    #[sm(name = "validation:accuracy", maximize)]
    accuracy: Option<f64>,
    #[sm(name = "seconds")]
    seconds: f64,
}

fn specification() -> Value {
    serde_json::to_value(TrainingSpecification::of::<Hyperparameters, Data, Metrics>()).unwrap()
}

#[test]
fn each_hyperparameter_has_its_type_range_and_default() {
    let integer = |min: &str, max: &str| json!({"IntegerParameterRangeSpecification": {"MinValue": min, "MaxValue": max}});
    let continuous = |min: &str, max: &str| json!({"ContinuousParameterRangeSpecification": {"MinValue": min, "MaxValue": max}});
    let categorical =
        |values: &[&str]| json!({"CategoricalParameterRangeSpecification": {"Values": values}});
    let expected = json!([
        {"Name": "epochs", "Description": "Passes over the data. At least one.", "Type": "Integer", "Range": integer("1", "100"), "IsTunable": false, "IsRequired": false, "DefaultValue": "10"},
        {"Name": "learning-rate", "Description": "Step size.", "Type": "Continuous", "Range": continuous("1e-6", "1.0"), "IsTunable": true, "IsRequired": true},
        {"Name": "dropout", "Type": "Continuous", "Range": continuous("0.0", "0.99999994"), "IsTunable": true, "IsRequired": false},
        {"Name": "temperature", "Type": "Continuous", "IsTunable": false, "IsRequired": false},
        {"Name": "batch-size", "Type": "Integer", "IsTunable": false, "IsRequired": true},
        {"Name": "workers", "Type": "Integer", "Range": integer("1", "255"), "IsTunable": false, "IsRequired": true},
        {"Name": "offset", "Type": "Integer", "Range": integer("-5", "5"), "IsTunable": false, "IsRequired": true},
        {"Name": "flip", "Type": "Categorical", "Range": categorical(&["false", "true"]), "IsTunable": true, "IsRequired": false, "DefaultValue": "true"},
        {"Name": "optimizer", "Type": "Categorical", "Range": categorical(&["adam", "adam_w"]), "IsTunable": true, "IsRequired": true},
        {"Name": "version", "Type": "FreeText", "IsTunable": false, "IsRequired": false, "DefaultValue": "\"1.10\""},
        {"Name": "layers", "Type": "FreeText", "IsTunable": false, "IsRequired": false, "DefaultValue": "[64,64]"},
        {"Name": "api-key", "Type": "FreeText", "IsTunable": false, "IsRequired": false},
        {"Name": "aug-crop", "Type": "Categorical", "Range": categorical(&["\"7\"", "none"]), "IsTunable": false, "IsRequired": false, "DefaultValue": "\"7\""},
    ]);
    let actual = specification();
    let actual = actual["SupportedHyperParameters"].as_array().unwrap();
    for (actual, expected) in actual.iter().zip(expected.as_array().unwrap()) {
        assert_eq!(actual, expected);
    }
    assert_eq!(actual.len(), expected.as_array().unwrap().len());
}

#[test]
fn each_channel_has_its_content_types_and_modes() {
    assert_eq!(
        specification()["TrainingChannels"],
        json!([
            {
                "Name": "train",
                "Description": "What to learn from.",
                "IsRequired": true,
                "SupportedContentTypes": ["text/csv"],
                "SupportedInputModes": ["Pipe", "File"],
            },
            {
                "Name": "validation",
                "IsRequired": false,
                "SupportedContentTypes": [],
                "SupportedInputModes": ["File", "FastFile"],
            },
        ])
    );
}

#[test]
fn each_metric_has_a_definition_and_those_with_an_objective_are_a_tuners() {
    let specification = specification();
    assert_eq!(
        specification["MetricDefinitions"],
        json!([
            {"Name": "train:loss", "Regex": "metrics:.* train:loss=([^;]+);"},
            {"Name": "validation:accuracy", "Regex": "metrics:.* validation:accuracy=([^;]+);"},
            {"Name": "seconds", "Regex": "metrics:.* seconds=([^;]+);"},
        ])
    );
    assert_eq!(
        specification["SupportedTuningJobObjectiveMetrics"],
        json!([
            {"Type": "Minimize", "MetricName": "train:loss"},
            {"Type": "Maximize", "MetricName": "validation:accuracy"},
        ])
    );
}

#[test]
fn what_only_the_launcher_knows_is_left_to_it() {
    let mut specification = TrainingSpecification::of::<Hyperparameters, Data, Metrics>();
    let json = serde_json::to_value(&specification).unwrap();
    for key in [
        "TrainingImage",
        "SupportedTrainingInstanceTypes",
        "SupportsDistributedTraining",
    ] {
        assert_eq!(json.get(key), None, "{key}");
    }
    specification.training_image = Some("image".to_owned());
    specification.supported_training_instance_types = Some(vec!["ml.m5.large".to_owned()]);
    specification.supports_distributed_training = Some(true);
    let json = serde_json::to_value(&specification).unwrap();
    assert_eq!(json["TrainingImage"], "image");
    assert_eq!(
        json["SupportedTrainingInstanceTypes"],
        json!(["ml.m5.large"])
    );
    assert_eq!(json["SupportsDistributedTraining"], true);
}
