//! Who gives a value: arguments, variables, `SM_HPS`, the config file, the default; and what is no override.

mod support;

use std::collections::BTreeMap;

use smenv::{ProblemKind, SmHyperparameters, Source};
use support::Folder;

#[derive(Debug, PartialEq, SmHyperparameters)]
#[sm(rename_all = "kebab-case")]
struct Hyperparameters {
    #[sm(alias = "lr", default = 0.5)]
    learning_rate: f64,
}

fn learning_rate(source: &Source) -> f64 {
    Hyperparameters::from_source(source).unwrap().learning_rate
}

#[test]
fn the_first_layer_that_has_it_wins() {
    let folder = Folder::new("layers");
    let source = Source::from_vars([("", ""); 0]).base_dir(folder.path());
    assert_eq!(learning_rate(&source), 0.5);
    folder.write("input/config/hyperparameters.json", r#"{"learning_rate": "0.1"}"#);
    assert_eq!(learning_rate(&source), 0.1);
    let source = |variables: &[(&str, &str)]| Source::from_vars(variables.iter().copied()).base_dir(folder.path());
    assert_eq!(learning_rate(&source(&[("SM_HPS", r#"{"lr": 0.2}"#)])), 0.2);
    assert_eq!(learning_rate(&source(&[("SM_HPS", "{}")])), 0.1);
    let overridden = source(&[("SM_HPS", r#"{"lr": 0.2}"#), ("SM_HP_LEARNING_RATE", "0.3")]);
    assert_eq!(learning_rate(&overridden), 0.3);
    assert_eq!(learning_rate(&overridden.clone().args(["--learning-rate", "-1"])), -1.0);
    assert_eq!(learning_rate(&overridden.args(["--lr=0.4"])), 0.4);
}

#[test]
fn config_files_are_where_the_variables_say() {
    let folder = Folder::new("places");
    folder.write("input/config/hyperparameters.json", "\u{feff}{\"lr\": \"0.1\"}");
    let config = folder.path().join("input/config");
    for (name, value) in [("SAGEMAKER_BASE_DIR", folder.path()), ("SM_INPUT_CONFIG_DIR", &config)] {
        // Given variables read no file; only a base folder or the process does.
        assert_eq!(learning_rate(&Source::from_vars([(name, value)])), 0.5);
    }
    folder.write("input/config/hyperparameters.json", "{\"lr\": ");
    let broken = Hyperparameters::from_source(&Source::from_vars([("", ""); 0]).base_dir(folder.path())).unwrap_err();
    assert_eq!(broken.problems()[0].kind(), ProblemKind::Unreadable);
    assert_eq!(broken.problems().len(), 1, "{broken}");
}

#[test]
fn what_a_producer_rendered_is_no_override() {
    for (hps, variable, read) in [
        (r#"{"x": [64, 128]}"#, "[64,128]", "[64, 128]"),
        (r#"{"x": {"b": 1, "a": "é"}}"#, r#"{"a":"\u00e9","b":1}"#, r#"{"b": 1, "a": "é"}"#),
        (r#"{"x": "adam"}"#, "adam", "adam"),
        (r#"{"x": "adam"}"#, "", "adam"),
        (r#"{"x": "a\u0000b"}"#, "ab", ""),
        (r#"{"x": 1.1}"#, "1.10", "1.10"),
        (r#"{"x": 1.1}"#, "1.2", "1.2"),
    ] {
        let source = Source::from_vars([("SM_HPS", hps), ("SM_HP_X", variable)]);
        assert_eq!(source.hyperparameter::<String>("x").unwrap_or_default(), read, "{hps} {variable}");
    }
    for variable in ["", "null"] {
        let source = Source::from_vars([("SM_HPS", r#"{"x": null}"#), ("SM_HP_X", variable)]);
        assert_eq!(source.hyperparameter::<Option<String>>("x").unwrap(), None);
    }
}

#[test]
fn a_shared_variable_is_nobodys_and_one_with_an_owner_no_others() {
    #[derive(Debug, PartialEq, SmHyperparameters)]
    #[sm(allow_unknown)]
    struct Hyperparameters {
        #[sm(default = 1)]
        a_b: u8,
    }
    let a_b = |variables: &[(&str, &str)]| {
        Hyperparameters::from_source(&Source::from_vars(variables.iter().copied())).unwrap().a_b
    };
    assert_eq!(a_b(&[("SM_HPS", r#"{"a-b": 2, "A_B": 3}"#), ("SM_HP_A_B", "3")]), 2);
    assert_eq!(a_b(&[("SM_HPS", r#"{"A_B": 3}"#), ("SM_HP_A_B", "4")]), 1);
    assert_eq!(a_b(&[("SM_HP_A-B", "4")]), 4);
    assert_eq!(a_b(&[("SM_HP_A_B", "")]), 1);
}

#[test]
fn the_config_file_brings_back_what_producers_destroyed() {
    let folder = Folder::new("restored");
    let file = r#"{"v": "1.10", "sha": "4e71062", "n": "null", "list": "[1.10, 2]", "other": "9"}"#;
    folder.write("input/config/hyperparameters.json", file);
    let hps = r#"{"v": 1.1, "sha": Infinity, "n": null, "list": [1.1, 2], "other": 8}"#;
    let source = Source::from_vars([("SM_HPS", hps)]).base_dir(folder.path());
    let text = |name| source.hyperparameter::<String>(name).unwrap();
    assert_eq!((text("v"), text("sha"), text("n")), ("1.10".into(), "4e71062".into(), "null".into()));
    assert_eq!(source.hyperparameter::<Vec<String>>("list").unwrap(), ["1.10", "2"]);
    assert_eq!(source.hyperparameter::<Option<String>>("n").unwrap(), None);
    // The file says something else: SM_HPS stands, as it does for numbers.
    assert_eq!(text("other"), "8");
    assert_eq!(source.hyperparameter::<f64>("v").unwrap(), 1.1);
}

#[test]
fn arguments_of_the_launcher_are_skipped_and_typed_ones_follow() {
    let user_args = r#"["--lr","0.2","-s","7"]"#;
    let source = Source::from_vars([("SM_HPS", r#"{"lr": 0.2}"#), ("SM_USER_ARGS", user_args)]);
    assert_eq!(learning_rate(&source.clone().args(["--lr", "0.2", "-s", "7"])), 0.2);
    assert_eq!(learning_rate(&source.clone().args(["--lr", "0.2", "-s", "7", "--lr", "0.9"])), 0.9);
    for wrong in [&["--lr"][..], &["--lr", "--x"], &["0.2"], &["--learnig-rate", "1"], &["--lr", "1", "--lr", "2"]] {
        assert!(Hyperparameters::from_source(&source.clone().args(wrong.iter().copied())).is_err(), "{wrong:?}");
    }
}

#[test]
fn reserved_names_are_nobodys_and_the_rest_takes_what_is_left() {
    #[derive(Debug, SmHyperparameters)]
    struct WithRest {
        #[sm(default)]
        epochs: u8,
        #[sm(rest)]
        rest: BTreeMap<String, String>,
    }
    let hps = r#"{"epochs": 2, "sagemaker_region": "x", "_tuning_objective_metric": "m", "mp_parameters": {}}"#;
    let variables = [("SM_HPS", hps), ("SM_HP_SAGEMAKER_REGION", "x")];
    let error = Hyperparameters::from_source(&Source::from_vars(variables)).unwrap_err();
    assert_eq!(error.problems().iter().map(|problem| problem.name()).collect::<Vec<_>>(), [Some("epochs")]);
    let source = Source::from_vars([variables[0], ("SM_HP_TEAM", "vision")]);
    let filled = WithRest::from_source(&source).unwrap();
    assert_eq!((filled.epochs, filled.rest), (2, BTreeMap::from([("team".to_owned(), "vision".to_owned())])));
}

#[test]
fn values_that_differ_under_two_names_are_an_error_that_shows_both() {
    let source = Source::from_vars([("SM_HPS", r#"{"lr": 0.1, "learning_rate": "0.10"}"#)]);
    assert_eq!(learning_rate(&source), 0.1);
    let source = Source::from_vars([("SM_HPS", r#"{"lr": 0.1, "learning_rate": 0.2}"#)]);
    let error = Hyperparameters::from_source(&source).unwrap_err();
    assert_eq!(error.problems()[0].kind(), ProblemKind::Conflict);
    assert_eq!(
        error.problems()[0].to_string(),
        "learning-rate: given twice, with different values: \"0.2\" as learning_rate (SM_HPS) and \"0.1\" as lr (SM_HPS)",
    );
}
