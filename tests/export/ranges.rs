//! `ParameterRanges`: what a tuning job may vary, and how it is narrowed.

use std::fmt::Debug;
use std::ops::RangeInclusive;

use serde_json::json;
use smenv::export::{NarrowError, ParameterRanges};
use smenv::{SmCategorical, SmHyperparameters};

const MOST_EPOCHS: u32 = 4 * 25;

#[derive(SmHyperparameters)]
#[sm(rename_all = "kebab-case")]
#[allow(dead_code, reason = "only its ranges matter")]
struct Hyperparameters {
    #[sm(range = 1..=MOST_EPOCHS, tunable)]
    epochs: u32,
    #[sm(range = 1e-6..=1.0, tunable, scale = "log")]
    learning_rate: f64,
    #[sm(range = 0.0..1.0, tunable, scale = "reverse-log")]
    momentum: f64,
    #[sm(tunable)]
    optimizer: Option<Optimizer>,
    batch_size: u32,
}

#[derive(Clone, Copy, SmCategorical)]
enum Optimizer {
    Adam,
    Sgd,
}

fn ranges() -> ParameterRanges {
    Hyperparameters::parameter_ranges()
}

#[test]
fn bounds_are_values_and_an_excluded_one_is_the_greatest_below() {
    assert_eq!(
        serde_json::to_value(ranges()).unwrap(),
        json!({
            "IntegerParameterRanges": [
                {"Name": "epochs", "MinValue": "1", "MaxValue": "100", "ScalingType": "Auto"},
            ],
            "ContinuousParameterRanges": [
                {"Name": "learning-rate", "MinValue": "1e-6", "MaxValue": "1.0", "ScalingType": "Logarithmic"},
                {"Name": "momentum", "MinValue": "0.0", "MaxValue": "0.9999999999999999", "ScalingType": "ReverseLogarithmic"},
            ],
            "CategoricalParameterRanges": [
                {"Name": "optimizer", "Values": ["adam", "sgd"]},
            ],
        })
    );
}

/// Whatever a tuner picks from a range, the program accepts.
#[test]
fn the_program_accepts_the_ends_of_each_range() {
    for text in ["1", "100"] {
        assert!(accepts("epochs", text), "{text}");
    }
    for text in ["0.0", "0.9999999999999999"] {
        assert!(accepts("momentum", text), "{text}");
    }
    assert!(!accepts("momentum", "1.0"));
}

fn accepts(name: &str, text: &str) -> bool {
    let mut values = json!({"epochs": 1, "learning-rate": 0.1, "momentum": 0.5, "batch-size": 1});
    values[name] = text.into();
    let source = smenv::Source::from_vars([("SM_HPS", values.to_string())]);
    Hyperparameters::from_source(&source).is_ok()
}

#[test]
fn a_range_is_narrowed_by_a_checked_name() -> Result<(), NarrowError> {
    let names = Hyperparameters::names();
    let ranges = ranges()
        .narrow(names.epochs, 5..=10)?
        .narrow(names.learning_rate, 1e-4..=1e-2)?
        .narrow_to(names.optimizer, [Optimizer::Sgd])?
        .without(names.momentum);
    let epochs = &ranges.integer_parameter_ranges[0];
    assert_eq!((&*epochs.min_value, &*epochs.max_value), ("5", "10"));
    let rate = &ranges.continuous_parameter_ranges[0];
    assert_eq!((&*rate.min_value, &*rate.max_value), ("0.0001", "0.01"));
    assert_eq!(ranges.categorical_parameter_ranges[0].values, ["sgd"]);
    assert_eq!(
        ranges.names().collect::<Vec<_>>(),
        ["epochs", "learning-rate", "optimizer"]
    );
    Ok(())
}

#[track_caller]
fn says<T: Debug>(result: Result<T, NarrowError>, message: &str) {
    assert_eq!(result.unwrap_err().to_string(), message);
}

#[test]
fn what_is_not_within_the_range_of_the_program_is_an_error() {
    let outside = "exceeds that of the program, from";
    says(
        ranges().narrow("epochs", 0..=10),
        &format!("epochs: the range from 0 to 10 {outside} 1 to 100"),
    );
    says(
        ranges().narrow("learning-rate", 1e-3..=2.0),
        &format!("learning-rate: the range from 0.001 to 2.0 {outside} 1e-6 to 1.0"),
    );
    says(
        ranges().narrow("momentum", 0.5..=1.0),
        &format!("momentum: the range from 0.5 to 1.0 {outside} 0.0 to 0.9999999999999999"),
    );
    says(
        ranges().narrow("epochs", RangeInclusive::new(10, 5)),
        "epochs: the range from 10 to 5 is empty",
    );
    says(
        ranges().narrow("epochs", 1.5..=2.5),
        "epochs: the range from 1.5 to 2.5 must be one of integers",
    );
    says(
        ranges().narrow("learning-rate", 0.1..=f64::NAN),
        "learning-rate: the range from 0.1 to nan must be one of finite numbers",
    );
}

#[test]
fn what_is_not_tunable_is_an_error() {
    says(
        ranges().narrow("batch-size", 1..=2),
        "batch-size is not tunable; those that are tunable are epochs, learning-rate, momentum, optimizer",
    );
    says(
        ranges().narrow("learning_rat", 0.1..=0.2),
        "learning_rat is not tunable; did you mean learning-rate?",
    );
    says(
        ranges().narrow("optimizer", 0..=1),
        "optimizer is not a number: use `narrow_to`",
    );
    says(
        ranges().narrow_to("epochs", [1u32]),
        "epochs is a number: use `narrow`",
    );
    says(
        ranges().narrow_to("optimizer", ["adamw".to_owned()]),
        "optimizer: unknown value \"adamw\"; expected one of adam, sgd",
    );
    says(
        ranges().narrow_to("optimizer", [Optimizer::Sgd, Optimizer::Sgd]),
        "optimizer: duplicate value \"sgd\"",
    );
    says(
        ranges().narrow_to("optimizer", Vec::<Optimizer>::new()),
        "optimizer: no values",
    );
}

/// A tuner would try 0, which the type does not have.
#[test]
fn a_range_around_the_zero_of_a_nonzero_type_is_left_out() {
    #[derive(SmHyperparameters)]
    #[allow(dead_code, reason = "only its ranges matter")]
    struct Offsets {
        #[sm(range = -5..=5, tunable)]
        around: std::num::NonZero<i32>,
        #[sm(range = 0..=5, tunable)]
        above: std::num::NonZero<u32>,
    }

    let ranges = Offsets::parameter_ranges();
    assert_eq!(ranges.names().collect::<Vec<_>>(), ["above"]);
    assert_eq!(ranges.integer_parameter_ranges[0].min_value, "1");
}
