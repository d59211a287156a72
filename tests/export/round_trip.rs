//! The shapes of the API read what they write, and what the service adds.

use serde_json::json;
use smenv::SmHyperparameters;
use smenv::export::{ParameterRanges, TrainingSpecification};

#[derive(SmHyperparameters)]
#[allow(dead_code, reason = "only its shapes matter")]
struct Hyperparameters {
    #[sm(default = 3, range = 1..=9, tunable)]
    epochs: u8,
    #[sm(range = 0.0..=1.0, tunable)]
    dropout: f64,
    #[sm(tunable)]
    flip: bool,
    note: Option<String>,
}

#[test]
fn what_is_written_is_read_as_the_same() {
    let specification = TrainingSpecification::of::<Hyperparameters, (), ()>();
    let json = serde_json::to_string(&specification).unwrap();
    assert_eq!(
        serde_json::from_str::<TrainingSpecification>(&json).unwrap(),
        specification
    );
    let ranges = Hyperparameters::parameter_ranges();
    let json = serde_json::to_string(&ranges).unwrap();
    assert_eq!(
        serde_json::from_str::<ParameterRanges>(&json).unwrap(),
        ranges
    );
}

#[test]
fn keys_that_are_optional_may_be_absent_or_null_and_unknown_ones_are_ignored() {
    let json = json!({
        "TrainingImage": null,
        "SupportedHyperParameters": [{"Name": "a", "Type": "FreeText", "Range": null, "NewKey": {}}],
        "TrainingChannels": [],
        "AdditionalS3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://a/b"},
    });
    let specification: TrainingSpecification = serde_json::from_value(json).unwrap();
    let [hyperparameter] = &specification.supported_hyper_parameters[..] else {
        panic!("{specification:?}");
    };
    assert!(!hyperparameter.is_required && hyperparameter.range.is_none());
}

#[test]
fn what_is_invalid_is_an_error_that_names_its_place() {
    for (json, message) in [
        (
            json!({"SupportedHyperParameters": [{"Type": "FreeText"}]}),
            "\"SupportedHyperParameters\" of TrainingSpecification: HyperParameterSpecification has no \"Name\"",
        ),
        (
            json!({"SupportedHyperParameters": [{"Name": "a", "Type": "Float"}]}),
            "\"SupportedHyperParameters\" of TrainingSpecification: \"Type\" of HyperParameterSpecification: unknown variant `Float`, expected one of `Integer`, `Continuous`, `Categorical`, `FreeText`",
        ),
        (
            json!({"SupportedHyperParameters": [{"Name": "a", "Type": "Integer", "Range": {}}]}),
            "\"SupportedHyperParameters\" of TrainingSpecification: \"Range\" of HyperParameterSpecification: ParameterRange must have one range",
        ),
    ] {
        let error = serde_json::from_value::<TrainingSpecification>(json).unwrap_err();
        assert_eq!(error.to_string(), message);
    }
}
