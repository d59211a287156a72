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
    definition["TuningObjective"] =
        json!({"Type": "Maximize", "MetricName": "validation:accuracy"});
    let mut other = definition.clone();
    other["HyperParameterRanges"]["IntegerParameterRanges"][0]["MinValue"] = "0".into();
    request = json!({"TrainingJobDefinitions": [definition, other]});
    assert_eq!(
        problems(&request),
        ["epochs (job.json): got \"0\"; expected an integer from 1 to 100"]
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
