//! What SageMaker itself does not accept.

use serde_json::{Map, Value, json};

use crate::program::{changed, problems, training_job};

#[test]
fn values_are_strings_of_one_line_and_limited_length() {
    for (value, message) in [
        (
            json!(20),
            "epochs (job.json): it is a number; SageMaker accepts only strings; write it in quotes",
        ),
        (
            json!(true),
            "note (job.json): it is a Boolean; SageMaker accepts only strings; write it in quotes",
        ),
        (
            json!("a\nb"),
            "note (job.json): got \"a\\nb\", but SageMaker accepts no line break in a value",
        ),
        (json!("x".repeat(2501)), "note (job.json): got "),
    ] {
        let name = if message.starts_with("epochs") {
            "epochs"
        } else {
            "note"
        };
        let said = changed(&format!("/HyperParameters/{name}"), value);
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].starts_with(message), "{}", said[0]);
    }
    let said = changed("/HyperParameters/note", "x".repeat(2501).into());
    assert!(
        said[0].contains("SageMaker accepts values of at most 2500 characters, not 2501"),
        "{said:?}"
    );
    assert_eq!(
        changed("/HyperParameters/note", "x".repeat(2500).into()),
        [""; 0]
    );
}

#[test]
fn there_are_limits_of_numbers() {
    let mut many: Map<String, Value> = (0..99)
        .map(|n| (format!("sagemaker_{n}"), "1".into()))
        .collect();
    many.insert("learning-rate".to_owned(), "0.1".into());
    assert_eq!(problems(&Value::Object(many.clone())), [""; 0]);
    many.insert("epochs".to_owned(), "3".into());
    assert_eq!(
        problems(&Value::Object(many)),
        ["job.json: SageMaker accepts at most 100 hyperparameters, not 101"]
    );
}

#[test]
fn channels_have_valid_names() {
    let said = changed("/InputDataConfig/0/ChannelName", "the train set".into());
    assert!(
        said.iter()
            .any(|said| said.contains("SageMaker accepts names of channels")),
        "{said:?}"
    );
}

#[test]
fn the_metrics_of_the_program_have_its_regular_expressions() {
    let pointer = "/AlgorithmSpecification/MetricDefinitions/0";
    assert_eq!(
        changed(&format!("{pointer}/Regex"), "loss=(.*)".into()),
        [
            "job.json: got \"loss=(.*)\", but the program reports train:loss in another form; write the regular expression `metrics:.* train:loss=([^;]+);`"
        ]
    );
    let said = changed(&format!("{pointer}/Regex"), "x".repeat(501).into());
    assert!(
        said[0].contains("at most 500 characters; that of train:loss has 501"),
        "{said:?}"
    );
    let said = changed(&format!("{pointer}/Name"), "x".repeat(256).into());
    assert!(
        said[0].contains("at most 255 characters, not 256"),
        "{said:?}"
    );
}

/// A key that SageMaker does not know would hide a whole part of the request.
#[test]
fn a_misspelled_key_is_a_problem() {
    for (key, misspelled) in [
        ("HyperParameters", "HyperParameter"),
        ("InputDataConfig", "InputDataConfigs"),
        ("AlgorithmSpecification", "AlgorithmSpecifications"),
    ] {
        let mut request = training_job();
        let object = request.as_object_mut().unwrap();
        let value = object.remove(key).unwrap();
        object.insert(misspelled.to_owned(), value);
        let message = format!("job.json: unknown key {misspelled:?}; did you mean {key:?}?");
        let said = problems(&request);
        assert!(said.contains(&message), "{said:?}");
    }
    let mut request = training_job();
    request["AlgorithmSpecification"]["MetricDefinition"] = json!([]);
    assert_eq!(
        problems(&request),
        ["job.json: unknown key \"MetricDefinition\"; did you mean \"MetricDefinitions\"?"]
    );
    // The service may get more keys.
    let mut request = training_job();
    request["SomethingNew"] = json!({});
    assert_eq!(problems(&request), [""; 0]);
}
