//! The forms of a request, and what a job of it would end with.

use serde_json::{Value, json};
use smenv::Origin;
use smenv::export::check;

use crate::program::{Data, Hyperparameters, Metrics, changed, problems, training_job};

#[test]
fn a_right_request_has_no_problems() {
    assert_eq!(problems(&training_job()), [""; 0]);
}

#[test]
fn a_wrong_hyperparameter_is_a_problem_in_the_words_of_a_start() {
    for (name, value, message) in [
        (
            "epochs",
            "500",
            "epochs (job.json): got \"500\"; expected an integer from 1 to 100",
        ),
        (
            "epochs",
            "lots",
            "epochs (job.json): got \"lots\"; expected an integer from 1 to 100",
        ),
        (
            "optimizer",
            "adm",
            "optimizer (job.json): got \"adm\"; expected one of adam, sgd; did you mean adam?",
        ),
        (
            "learnig-rate",
            "0.2",
            "learnig-rate (job.json): unknown hyperparameter; got \"0.2\"; did you mean learning-rate?",
        ),
        (
            "learning_rate",
            "0.2",
            "learning-rate (job.json): given twice, with different values: \"0.1\" as learning-rate (job.json) and \"0.2\" as learning_rate (job.json); keep one of them",
        ),
        (
            "warmup",
            "50",
            "the warmup must be shorter than the training",
        ),
    ] {
        let said = changed(&format!("/HyperParameters/{name}"), value.into());
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(
            said[0].contains(message.trim_end_matches('…')),
            "{}",
            said[0]
        );
    }
}

#[test]
fn a_required_hyperparameter_is_missing() {
    assert_eq!(
        changed("/HyperParameters/learning-rate", Value::Null),
        [
            "learning-rate (job.json): missing; expected a number from 1e-6 to 1.0; add it to the hyperparameters of the request"
        ]
    );
}

#[test]
fn a_secret_is_in_no_message() {
    for value in [
        json!("hunter2\nhunter2"),
        json!(["hunter2"]),
        json!("hunter2".repeat(500)),
    ] {
        let said = changed("/HyperParameters/api-key", value);
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(!said[0].contains("hunter2"), "{}", said[0]);
    }
}

#[test]
fn channels_are_those_of_the_program() {
    let channel = json!({"ChannelName": "test", "ContentType": "text/csv"});
    let said = changed("/InputDataConfig/0", channel);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].starts_with(
            "channel test (job.json): unknown channel; the required channel train is missing"
        ),
        "{}",
        said[0]
    );
    let said = changed("/InputDataConfig", json!([]));
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].starts_with("channel train (job.json): missing"),
        "{}",
        said[0]
    );
    let said = changed("/InputDataConfig/0/ContentType", "text/html".into());
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].starts_with("channel train (job.json): got \"text/html\""),
        "{}",
        said[0]
    );
    for pointer in [
        "/AlgorithmSpecification/TrainingInputMode",
        "/InputDataConfig/0/InputMode",
    ] {
        let said = changed(pointer, "Pipe".into());
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(
            said[0].starts_with("channel train (job.json): got \"Pipe\""),
            "{}",
            said[0]
        );
    }
}

#[test]
fn an_object_of_names_and_texts_has_no_channels_to_check() {
    assert_eq!(
        problems(&json!({"epochs": "3", "learning-rate": "0.1"})),
        [""; 0]
    );
    assert_eq!(
        problems(&json!({"HyperParameters": {"learning-rate": "0.1"}})),
        [""; 0]
    );
    assert_eq!(
        problems(&json!({"epochs": "0", "learning-rate": "0.1"})),
        ["epochs (job.json): got \"0\"; expected an integer from 1 to 100"]
    );
}

#[test]
fn a_pipeline_is_checked_but_for_what_it_knows_only_when_it_runs() {
    let mut step = json!({"Name": "Train", "Type": "Training", "Arguments": training_job()});
    step["Arguments"]["HyperParameters"]["epochs"] = json!({"Get": "Parameters.Epochs"});
    assert_eq!(problems(&step), [""; 0]);
    let other =
        json!({"Name": "Clean", "Type": "Processing", "Arguments": {"AppSpecification": {}}});
    let mut pipeline = json!({"Version": "2020-12-01", "Steps": [other, step]});
    assert_eq!(problems(&pipeline), [""; 0]);
    pipeline["Steps"][1]["Arguments"]["HyperParameters"]["learning-rate"] = "2".into();
    assert_eq!(
        problems(&pipeline),
        ["learning-rate (job.json, Train): got \"2\"; expected a number from 1e-6 to 1.0"]
    );
    // The steps in the branches of a condition are checked, too.
    let condition = json!({
        "Name": "Choose",
        "Type": "Condition",
        "Arguments": {"Conditions": [], "IfSteps": [], "ElseSteps": pipeline["Steps"]},
    });
    let nested = json!({"Steps": [condition]});
    assert_eq!(problems(&nested), problems(&pipeline));
    let body = json!({"PipelineName": "p", "PipelineDefinition": pipeline.to_string()});
    assert_eq!(problems(&body), problems(&pipeline));
}

#[test]
fn what_a_pipeline_knows_only_when_it_runs_is_no_problem_in_any_place() {
    let get = json!({"Get": "Parameters.X"});
    for pointer in [
        "/HyperParameters/learning-rate",
        "/HyperParameters/note",
        "/HyperParameters/warmup",
        "/InputDataConfig/0/ContentType",
        "/InputDataConfig/0/InputMode",
        "/InputDataConfig/0/ChannelName",
        "/AlgorithmSpecification/TrainingInputMode",
        "/AlgorithmSpecification/MetricDefinitions/0/Name",
    ] {
        assert_eq!(changed(pointer, get.clone()), [""; 0], "{pointer}");
    }
    let mut request = training_job();
    let hps = request["HyperParameters"].as_object_mut().unwrap();
    hps.remove("learning-rate");
    hps.insert("learning_rate".to_owned(), get.clone());
    assert_eq!(problems(&request), [""; 0]);
    // The rule of a field still applies to a value that is known.
    let mut request = training_job();
    request["HyperParameters"]["note"] = get.clone();
    request["HyperParameters"]["epochs"] = "0".into();
    assert_eq!(problems(&request).len(), 1);
    // A misspelled name stays one.
    let said = changed("/HyperParameters/learnig-rate", get);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].starts_with("learnig-rate (job.json): unknown hyperparameter"),
        "{}",
        said[0]
    );
}

#[test]
fn mistakes_of_form_are_problems() {
    assert_eq!(
        changed("/HyperParameters", json!([])),
        [
            "job.json: \"HyperParameters\" is not an object",
            "learning-rate (job.json): missing; expected a number from 1e-6 to 1.0; add it to the hyperparameters of the request",
        ]
    );
    let mut request = training_job();
    let channel = request["InputDataConfig"][0].clone();
    request["InputDataConfig"]
        .as_array_mut()
        .unwrap()
        .push(channel);
    assert_eq!(
        problems(&request),
        ["channel train (job.json): duplicate channel"]
    );
    let mut request = training_job();
    request["AlgorithmSpecification"]["TrainingInputMode"] = "Pipe".into();
    request["InputDataConfig"][0]["InputMode"] = Value::Null;
    assert_eq!(problems(&request).len(), 1);
    let partial =
        json!({"TrainingJobName": "x", "RoleArn": "r", "HyperParameters": {"learning-rate": "7"}});
    assert_eq!(
        problems(&partial),
        ["learning-rate (job.json): got \"7\"; expected a number from 1e-6 to 1.0"]
    );
    for name in ["", "a\nb"] {
        let said = problems(&json!({"learning-rate": "0.1", name: "1"}));
        assert!(
            said.iter()
                .any(|said| said.contains("SageMaker accepts no name that is empty")),
            "{said:?}"
        );
    }
}

#[test]
fn the_metric_of_a_tuner_among_the_hyperparameters_is_the_programs() {
    for right in ["train:loss", "\"train:loss\"", ""] {
        let said = changed("/HyperParameters/_tuning_objective_metric", right.into());
        assert_eq!(said, [""; 0], "{right}");
    }
    let said = changed("/HyperParameters/_tuning_objective_metric", "loss".into());
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].contains("the program does not report this metric"),
        "{}",
        said[0]
    );
}

#[test]
fn what_is_no_request_is_a_problem() {
    use crate::program::{Data, Hyperparameters, Metrics};
    use smenv::export::check;

    for (text, message) in [
        ("", "job.json: invalid JSON"),
        (
            "{\"epochs\": 3,}",
            "job.json: invalid JSON at line 1, column 13: trailing comma",
        ),
        ("[]", "job.json: it is not an object"),
        (
            "{\"Steps\": []}",
            "job.json: no step of the pipeline starts a training job",
        ),
        ("{\"epochs\": NaN}", "job.json: invalid JSON"),
        (
            "{\"PipelineDefinition\": \"{\"}",
            "job.json: its \"PipelineDefinition\" is invalid JSON",
        ),
    ] {
        let error = check::<Hyperparameters, Data, Metrics>("job.json", text).unwrap_err();
        let said = error.problems()[0].to_string();
        assert!(said.starts_with(message), "{said}");
        assert!(said.contains("expected a `CreateTrainingJob`"), "{said}");
    }
}

#[test]
fn a_byte_order_mark_is_ignored() {
    use crate::program::{Data, Hyperparameters, Metrics};
    use smenv::export::check;

    let request = "\u{feff}{\"learning-rate\": \"0.1\"}";
    assert_eq!(
        check::<Hyperparameters, Data, Metrics>("job.json", request),
        Ok(())
    );
}

#[test]
fn the_origin_of_a_problem_is_the_request() {
    let request = json!({"epochs": "500", "learning-rate": "0.1"});
    let error = check::<Hyperparameters, Data, Metrics>("job.json", &request.to_string())
        .expect_err("500 epochs are too many");
    let origin = error.problems()[0].origin();
    assert_eq!(origin, Some(&Origin::Request("job.json".to_owned())));
    assert_eq!(
        error.to_string(),
        "1 problem in the request:\n- epochs (job.json): got \"500\"; expected an integer from 1 to 100"
    );
    let origin = serde_json::to_value(origin).unwrap();
    assert_eq!(origin, json!({"type": "request", "name": "job.json"}));
}
