//! Requests to tune: the ends of each range, and the objective.

use serde_json::{Value, json};
use smenv::SmHyperparameters;

use crate::program::{Hyperparameters, problems, training_job};

fn tuning_job() -> Value {
    let mut definition = training_job();
    let mut fixed = definition["HyperParameters"].take();
    for tuned in ["epochs", "learning-rate"] {
        fixed.as_object_mut().unwrap().remove(tuned);
    }
    definition
        .as_object_mut()
        .unwrap()
        .remove("HyperParameters");
    definition["StaticHyperParameters"] = fixed;
    json!({
        "HyperParameterTuningJobName": "digits",
        "HyperParameterTuningJobConfig": {
            "Strategy": "Bayesian",
            "HyperParameterTuningJobObjective": {"Type": "Minimize", "MetricName": "train:loss"},
            "ParameterRanges": Hyperparameters::parameter_ranges(),
        },
        "TrainingJobDefinition": definition,
    })
}

#[test]
fn the_ranges_of_the_program_are_right() {
    assert_eq!(problems(&tuning_job()), [""; 0]);
}

#[test]
fn a_range_beyond_the_programs_is_a_problem() {
    let mut request = tuning_job();
    let ranges = &mut request["HyperParameterTuningJobConfig"]["ParameterRanges"];
    ranges["IntegerParameterRanges"][0]["MaxValue"] = "200".into();
    ranges["ContinuousParameterRanges"][0]["MinValue"] = "0".into();
    ranges["CategoricalParameterRanges"][0]["Values"] = json!(["adam", "adagrad"]);
    assert_eq!(
        problems(&request),
        [
            "learning-rate (job.json): a logarithmic range must start above 0",
            "learning-rate (job.json): got \"0\"; expected a number from 1e-6 to 1.0",
            "epochs (job.json): got \"200\"; expected an integer from 1 to 100",
            "optimizer (job.json): got \"adagrad\"; expected one of adam, sgd",
        ]
    );
}

#[test]
fn each_definition_of_several_has_its_own_ranges() {
    let mut request = tuning_job();
    let ranges = request["HyperParameterTuningJobConfig"]["ParameterRanges"].take();
    let mut definition = request["TrainingJobDefinition"].take();
    definition["HyperParameterRanges"] = ranges;
    definition["DefinitionName"] = "first".into();
    definition["TuningObjective"] =
        json!({"Type": "Maximize", "MetricName": "validation:accuracy"});
    definition["AlgorithmSpecification"]["MetricDefinitions"] = json!([{"Name": "validation:accuracy", "Regex": "metrics:.* validation:accuracy=([^;]+);"}]);
    let mut other = definition.clone();
    other["DefinitionName"] = "second".into();
    other["HyperParameterRanges"]["IntegerParameterRanges"][0]["MinValue"] = "0".into();
    request = json!({"TrainingJobDefinitions": [definition, other]});
    assert_eq!(
        problems(&request),
        ["epochs (job.json, second): got \"0\"; expected an integer from 1 to 100"]
    );
    assert_eq!(
        problems(&json!({"TrainingJobDefinitions": []})),
        [
            "job.json: \"TrainingJobDefinitions\" is empty",
            "learning-rate (job.json): missing; expected a number from 1e-6 to 1.0; add it to the hyperparameters of the request",
        ]
    );
}

#[test]
fn the_objective_is_a_metric_of_the_program() {
    let mut request = tuning_job();
    request["HyperParameterTuningJobConfig"]["HyperParameterTuningJobObjective"]["MetricName"] =
        "loss".into();
    let said = problems(&request);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].starts_with("job.json: got \"loss\", but the program does not report this metric"),
        "{}",
        said[0]
    );
}

#[test]
fn the_objective_is_what_the_program_aims_for_and_is_defined() {
    let mut request = tuning_job();
    request["HyperParameterTuningJobConfig"]["HyperParameterTuningJobObjective"]["Type"] =
        "Maximize".into();
    assert_eq!(
        problems(&request),
        [
            "job.json: the \"Type\" of the objective train:loss is \"Maximize\", but the program declares \"Minimize\""
        ]
    );
    let mut request = tuning_job();
    request["TrainingJobDefinition"]["AlgorithmSpecification"]["MetricDefinitions"] = json!([]);
    assert_eq!(
        problems(&request),
        [
            "job.json: the objective train:loss is not in \"MetricDefinitions\", so the tuner would find no value"
        ]
    );
}

#[test]
fn a_range_that_no_tuner_can_search_is_a_problem() {
    let ranges = |change: &dyn Fn(&mut Value)| {
        let mut request = tuning_job();
        change(&mut request["HyperParameterTuningJobConfig"]["ParameterRanges"]);
        problems(&request)
    };
    for (said, message) in [
        (
            ranges(&|ranges| ranges["IntegerParameterRanges"][0]["MinValue"] = "50".into()),
            None,
        ),
        (
            ranges(&|ranges| {
                ranges["IntegerParameterRanges"][0]["MinValue"] = "50".into();
                ranges["IntegerParameterRanges"][0]["MaxValue"] = "5".into();
            }),
            Some(
                "epochs (job.json): its range is empty: \"MinValue\" is greater than \"MaxValue\"",
            ),
        ),
        (
            ranges(&|ranges| ranges["IntegerParameterRanges"][0]["MaxValue"] = Value::Null),
            Some("epochs (job.json): its range has no \"MaxValue\""),
        ),
        (
            ranges(&|ranges| ranges["ContinuousParameterRanges"][0]["ScalingType"] = "Log".into()),
            Some(
                "learning-rate (job.json): unknown \"ScalingType\" \"Log\"; expected one of Auto, Linear, Logarithmic, ReverseLogarithmic",
            ),
        ),
        (
            ranges(&|ranges| {
                let epochs = ranges["IntegerParameterRanges"].take();
                ranges["ContinuousParameterRanges"]
                    .as_array_mut()
                    .unwrap()
                    .push(epochs[0].clone());
            }),
            Some(
                "epochs (job.json): it is an integer, but its range is continuous: move it to \"IntegerParameterRanges\"",
            ),
        ),
        (
            ranges(&|ranges| {
                ranges["CategoricalParameterRanges"][0]["Values"] = json!(vec!["adam"; 31])
            }),
            Some("optimizer (job.json): its range has 31 values, but SageMaker accepts at most 30"),
        ),
        (
            ranges(&|ranges| ranges["IntegerParameterRanges"] = json!({})),
            Some("job.json: \"IntegerParameterRanges\" is not a list"),
        ),
    ] {
        match message {
            None => assert_eq!(said, [""; 0]),
            Some(message) => assert!(said.iter().any(|said| said == message), "{said:?}"),
        }
    }
    let mut request = tuning_job();
    request["TrainingJobDefinition"]["StaticHyperParameters"]["epochs"] = "3".into();
    assert!(
        problems(&request)[0]
            .starts_with("epochs (job.json): it has both a range and a fixed value")
    );
}

#[test]
fn the_hyperparameters_of_a_definition_are_static() {
    let request = json!({
        "HyperParameterTuningJobConfig": {"ResourceLimits": {}},
        "TrainingJobDefinition": {"HyperParameters": {"learning-rate": "0.1"}, "InputDataConfig": []},
    });
    let said = problems(&request);
    let message = "job.json: a tuning job's definition has no \"HyperParameters\"; write \"StaticHyperParameters\"";
    assert!(said.contains(&message.to_owned()), "{said:?}");
}
