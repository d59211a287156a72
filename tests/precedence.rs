//! Which source wins: arguments, variables, `SM_HPS`, the config file, the default. What does not
//! count as an override, which names are equal, and what the config file restores.

mod support;

use std::collections::BTreeMap;
use std::path::PathBuf;

use smenv::{Origin, ProblemKind, SmCategorical, SmHyperparameters, Source};
use support::Folder;

#[derive(Debug, PartialEq, SmHyperparameters)]
#[sm(rename_all = "kebab-case")]
struct Hyperparameters {
    #[sm(alias = "lr", default = 0.5)]
    learning_rate: f64,
    #[sm(default = 7)]
    s: u8,
    note: Option<String>,
}

fn learning_rate(source: &Source) -> f64 {
    Hyperparameters::from_source(source).unwrap().learning_rate
}

fn variables<'v>(variables: impl IntoIterator<Item = (&'v str, &'v str)>) -> Source {
    Source::from_vars(variables)
}

/// Returns only the file.
fn file(text: &str) -> Folder {
    let folder = Folder::new("precedence");
    folder.write("input/config/hyperparameters.json", text);
    folder
}

#[track_caller]
fn problems(source: &Source) -> Vec<String> {
    let error = Hyperparameters::from_source(source).unwrap_err();
    error.problems().iter().map(ToString::to_string).collect()
}

#[test]
fn the_first_layer_that_has_it_wins() {
    let folder = Folder::new("layers");
    let source = variables([]).base_dir(folder.path());
    assert_eq!(learning_rate(&source), 0.5);
    folder.write(
        "input/config/hyperparameters.json",
        r#"{"learning_rate": "0.1"}"#,
    );
    assert_eq!(learning_rate(&source), 0.1);
    let source = |given: &[(&'static str, &'static str)]| {
        variables(given.iter().copied()).base_dir(folder.path())
    };
    assert_eq!(learning_rate(&source(&[("SM_HPS", r#"{"lr": 0.2}"#)])), 0.2);
    assert_eq!(learning_rate(&source(&[("SM_HPS", "{}")])), 0.1);
    assert_eq!(learning_rate(&source(&[("SM_HPS", "")])), 0.1);
    assert_eq!(learning_rate(&source(&[("SM_HP_LR", "0.3")])), 0.3);
    let overridden = source(&[("SM_HPS", r#"{"lr": 0.2}"#), ("SM_HP_LEARNING_RATE", "0.3")]);
    assert_eq!(learning_rate(&overridden), 0.3);
    assert_eq!(
        learning_rate(&overridden.clone().args(["--learning-rate", "-1"])),
        -1.0
    );
    assert_eq!(learning_rate(&overridden.args(["--lr=0.4"])), 0.4);
}

/// Each field is resolved separately.
#[test]
fn one_struct_may_be_filled_by_every_layer() {
    #[derive(Debug, SmHyperparameters)]
    struct Job {
        typed: u8,
        variable: u8,
        hps: u8,
        filed: u8,
        #[sm(default = 5)]
        defaulted: u8,
        absent: Option<u8>,
    }
    let folder = file(r#"{"typed": "9", "variable": "9", "hps": "9", "filed": "4"}"#);
    let source = variables([
        ("SM_HPS", r#"{"typed": 8, "variable": 8, "hps": 3}"#),
        ("SM_HP_VARIABLE", "2"),
        ("SM_HP_TYPED", "7"),
    ])
    .base_dir(folder.path())
    .args(["--typed", "1"]);
    let job = Job::from_source(&source).unwrap();
    assert_eq!(
        (
            job.typed,
            job.variable,
            job.hps,
            job.filed,
            job.defaulted,
            job.absent
        ),
        (1, 2, 3, 4, 5, None)
    );
    let origins: Vec<Origin> = job
        .explain(&source)
        .rows()
        .iter()
        .map(|row| row.origin.clone().unwrap())
        .collect();
    assert_eq!(
        origins,
        [
            Origin::Argument("--typed".to_owned()),
            Origin::Variable("SM_HP_VARIABLE".to_owned()),
            Origin::Variable("SM_HPS".to_owned()),
            Origin::ConfigFile("hyperparameters.json".to_owned()),
            Origin::Default,
            Origin::Absent,
        ],
    );
}

#[test]
fn a_wrong_value_of_the_layer_that_wins_is_a_problem() {
    let folder = file(r#"{"lr": "0.1"}"#);
    let source = |hps, variable| {
        variables([("SM_HPS", hps), ("SM_HP_LR", variable)]).base_dir(folder.path())
    };
    let sound = r#"{"lr": 0.2}"#;
    assert_eq!(
        problems(&source(sound, "0.3").args(["--lr=x"])),
        ["learning-rate (--lr): got \"x\"; expected a number"]
    );
    assert_eq!(
        problems(&source(sound, "x")),
        ["learning-rate (SM_HP_LR): got \"x\"; expected a number"]
    );
    assert_eq!(
        problems(&source(r#"{"lr": "x"}"#, "")),
        ["learning-rate (SM_HPS): got \"x\"; expected a number"]
    );
    let folder = file(r#"{"lr": "x"}"#);
    let source = variables([("SM_HPS", "{}")]).base_dir(folder.path());
    assert_eq!(
        problems(&source),
        ["learning-rate (hyperparameters.json): got \"x\"; expected a number"]
    );
}

#[test]
fn one_bad_value_leaves_the_others_alone() {
    let source = variables([(
        "SM_HPS",
        r#"{"lr": NaN, "s": [[[]]], "note": 99999999999999999999999999999999999999999}"#,
    )]);
    assert_eq!(
        problems(&source),
        ["s (SM_HPS): got \"[[[]]]\", but it is a list; expected an integer from 0 to 255"]
    );
    let filled = Hyperparameters::from_source(&variables([(
        "SM_HPS",
        r#"{"lr": -Infinity, "note": "\ud83d\ude00"}"#,
    )]))
    .unwrap();
    assert_eq!(
        (filled.learning_rate, filled.note.as_deref()),
        (f64::NEG_INFINITY, Some("😀"))
    );
}

#[test]
fn given_variables_read_no_file() {
    let folder = file("\u{feff}{\"lr\": \"0.1\"}");
    let config = folder.at("input/config");
    for (name, value) in [
        ("SAGEMAKER_BASE_DIR", folder.path()),
        ("SM_INPUT_CONFIG_DIR", &config),
    ] {
        // Only a base folder or the process reads files.
        assert_eq!(learning_rate(&Source::from_vars([(name, value)])), 0.5);
    }
    assert_eq!(learning_rate(&variables([]).base_dir(folder.path())), 0.1);
}

#[test]
fn the_given_folder_goes_before_those_of_the_variables() {
    let (given, other) = (file(r#"{"lr": "0.1"}"#), file(r#"{"lr": "0.2"}"#));
    for (name, value) in [
        ("SAGEMAKER_BASE_DIR", other.path().to_owned()),
        ("SM_INPUT_CONFIG_DIR", other.at("input/config")),
    ] {
        assert_eq!(
            learning_rate(&Source::from_vars([(name, value)]).base_dir(given.path())),
            0.1
        );
    }
}

#[test]
fn a_config_file_that_cannot_be_read_is_a_problem_where_it_is_asked() {
    let folder = file("{\"lr\": ");
    let broken = Hyperparameters::from_source(&variables([]).base_dir(folder.path())).unwrap_err();
    assert_eq!(broken.problems()[0].kind(), ProblemKind::Unreadable);
    assert_eq!(broken.problems().len(), 1, "{broken}");
    // A name that is not in SM_HPS may be in the file.
    let source = variables([("SM_HPS", r#"{"lr": 0.1}"#)]).base_dir(folder.path());
    let folder_of_config = folder.at("input/config");
    let place = format!(
        "invalid JSON at line 1, column 8, in the value of lr: the text ends too early (cut off?) (in {})",
        folder_of_config.display()
    );
    let rest = "expected a JSON value; write the rest of it, up to the closing `}`";
    assert_eq!(
        problems(&source),
        [format!("hyperparameters.json: {place}; {rest}")]
    );
    // No field needs it.
    let whole =
        variables([("SM_HPS", r#"{"lr": 0.1, "s": 1, "note": "a"}"#)]).base_dir(folder.path());
    assert_eq!(learning_rate(&whole), 0.1);
    // A folder with the file's name.
    let folder = Folder::new("precedence");
    folder.write("input/config/hyperparameters.json/x", "");
    let error = Hyperparameters::from_source(&variables([]).base_dir(folder.path())).unwrap_err();
    assert_eq!(
        (error.problems().len(), error.problems()[0].kind()),
        (1, ProblemKind::Unreadable)
    );
    // A missing folder is not a problem.
    assert_eq!(
        learning_rate(&variables([]).base_dir(folder.path().join("none"))),
        0.5
    );
}

#[test]
fn a_variable_is_the_name_in_upper_case_with_its_dashes_or_without() {
    for variable in ["SM_HP_LEARNING_RATE", "SM_HP_LEARNING-RATE", "SM_HP_LR"] {
        assert_eq!(
            learning_rate(&variables([(variable, "0.3")])),
            0.3,
            "{variable}"
        );
        for name in ["learning-rate", "learning_rate", "lr"] {
            let hps = format!("{{{name:?}: 0.2}}");
            assert_eq!(
                learning_rate(&variables([("SM_HPS", hps.as_str()), (variable, "0.3")])),
                0.3,
                "{variable} over {name}"
            );
        }
    }
    for variable in [
        "SM_HP_learning_rate",
        "SM_HP_LEARNINGRATE",
        "SM_HP_LEARNING.RATE",
        "SM_HP_lr",
    ] {
        let error = Hyperparameters::from_source(&variables([(variable, "0.3")])).unwrap_err();
        assert_eq!(
            error.problems()[0].kind(),
            ProblemKind::Unknown,
            "{variable}"
        );
        assert!(error.problems()[0].suggestion().is_some(), "{variable}");
    }
    // Without the underscore, they are not variables of hyperparameters.
    assert_eq!(
        learning_rate(&variables([
            ("SM_HPLR", "0.3"),
            ("sm_hp_lr", "0.3"),
            ("HP_LR", "0.3")
        ])),
        0.5
    );
}

#[test]
fn what_a_producer_rendered_is_no_override() {
    for (hps, variable, read) in [
        (r#"{"x": [64, 128]}"#, "[64,128]", "[64, 128]"),
        (
            r#"{"x": {"b": 1, "a": "é"}}"#,
            r#"{"a":"\u00e9","b":1}"#,
            r#"{"b": 1, "a": "é"}"#,
        ),
        (
            r#"{"x": ["\ud83d\ude00", [true]]}"#,
            r#"["😀",[true]]"#,
            r#"["\ud83d\ude00", [true]]"#,
        ),
        (r#"{"x": "adam"}"#, "adam", "adam"),
        (r#"{"x": "adam"}"#, "", "adam"),
        (r#"{"x": "[1, 2]"}"#, "[1, 2]", "[1, 2]"),
        (r#"{"x": "a\u0000b"}"#, "ab", ""),
        (r#"{"x": 1.1}"#, "1.1", "1.1"),
        (r#"{"x": 1.1}"#, "", "1.1"),
        (r#"{"x": NaN}"#, "NaN", "NaN"),
        (r#"{"x": false}"#, "false", "false"),
        // These have a different meaning.
        (r#"{"x": 1.1}"#, "1.10", "1.10"),
        (r#"{"x": 1.1}"#, "1.2", "1.2"),
        (r#"{"x": false}"#, "False", "False"),
        (r#"{"x": "adam"}"#, "Adam", "Adam"),
        (r#"{"x": "adam"}"#, " adam", " adam"),
        (r#"{"x": [64, 128]}"#, "[128,64]", "[128,64]"),
        (r#"{"x": {"a": 1}}"#, r#"{"a":"1"}"#, r#"{"a":"1"}"#),
        (r#"{"x": null}"#, "None", "None"),
    ] {
        let source = variables([("SM_HPS", hps), ("SM_HP_X", variable)]);
        assert_eq!(
            source.hyperparameter::<String>("x").unwrap_or_default(),
            read,
            "{hps} {variable}"
        );
    }
    for variable in ["", "null"] {
        let source = variables([("SM_HPS", r#"{"x": null}"#), ("SM_HP_X", variable)]);
        assert_eq!(source.hyperparameter::<Option<String>>("x").unwrap(), None);
    }
}

#[test]
fn a_rendering_is_not_where_a_value_comes_from() {
    #[derive(Debug, SmHyperparameters)]
    struct Job {
        x: Vec<String>,
        y: f64,
        z: String,
    }
    let hps = r#"{"x": ["a, b", "c"], "y": 100000.0, "z": "adam"}"#;
    let rendered = [
        ("SM_HPS", hps),
        ("SM_HP_X", r#"["a, b","c"]"#),
        ("SM_HP_Y", "100000.0"),
        ("SM_HP_Z", "\"adam\""),
    ];
    let source = variables(rendered);
    let job = Job::from_source(&source).unwrap();
    assert_eq!((job.x.len(), job.y, job.z.as_str()), (2, 1e5, "adam"));
    assert!(
        job.explain(&source)
            .rows()
            .iter()
            .all(|row| row.origin == Some(Origin::Variable("SM_HPS".to_owned())))
    );
}

#[derive(Debug, PartialEq, SmHyperparameters)]
#[sm(allow_unknown)]
struct Shared {
    #[sm(default = 1)]
    a_b: u8,
}

fn a_b<'v>(given: impl IntoIterator<Item = (&'v str, &'v str)>) -> u8 {
    Shared::from_source(&variables(given)).unwrap().a_b
}

#[test]
fn a_shared_variable_is_nobodys_and_one_with_an_owner_no_others() {
    assert_eq!(
        a_b([("SM_HPS", r#"{"a-b": 2, "A_B": 3}"#), ("SM_HP_A_B", "3")]),
        2
    );
    assert_eq!(
        a_b([("SM_HPS", r#"{"a-b": 2, "a_B": 3}"#), ("SM_HP_A_B", "4")]),
        2
    );
    assert_eq!(a_b([("SM_HPS", r#"{"A_B": 3}"#), ("SM_HP_A_B", "4")]), 1);
    assert_eq!(
        a_b([("SM_HPS", r#"{"a-b": 2, "A_B": 3}"#), ("SM_HP_A-B", "4")]),
        4
    );
    assert_eq!(a_b([("SM_HP_A-B", "4")]), 4);
    assert_eq!(a_b([("SM_HP_A_B", "")]), 1);
}

/// The names in the config file, without `SM_HPS`.
#[test]
fn a_variable_that_two_names_of_the_config_file_share_is_nobodys() {
    let folder = file(r#"{"a-b": "2", "A_B": "3"}"#);
    let read = |variable| {
        Shared::from_source(&variables([(variable, "4")]).base_dir(folder.path()))
            .unwrap()
            .a_b
    };
    assert_eq!((read("SM_HP_A_B"), read("SM_HP_A-B")), (2, 4));
}

#[test]
fn a_shared_variable_and_one_with_an_owner_are_not_unknown() {
    #[derive(Debug, SmHyperparameters)]
    struct Both {
        #[sm(rest)]
        rest: BTreeMap<String, u8>,
    }
    let source = variables([
        ("SM_HPS", r#"{"a-b": 2, "a_b": 3, "c": 4}"#),
        ("SM_HP_A_B", "3"),
        ("SM_HP_C", "4"),
    ]);
    let rest = Both::from_source(&source).unwrap().rest;
    assert_eq!(
        rest.into_iter().collect::<Vec<_>>(),
        [
            ("a-b".to_owned(), 2),
            ("a_b".to_owned(), 3),
            ("c".to_owned(), 4)
        ]
    );
    // A name that is already in SM_HPS is reported once.
    let source = variables([("SM_HPS", r#"{"other": 1}"#), ("SM_HP_OTHER", "2")]);
    assert_eq!(
        problems(&source),
        ["other (SM_HPS): unknown hyperparameter; got \"1\"; use one of learning-rate, s, note"]
    );
}

#[test]
fn what_the_name_of_a_variable_loses_at_an_equals_sign_is_no_override() {
    #[derive(Debug, SmHyperparameters)]
    struct Job {
        note: Option<String>,
        #[sm(rest)]
        rest: BTreeMap<String, String>,
    }
    let job = |name, value| {
        let source = variables([("SM_HPS", r#"{"note=x-y": 1, "team=z": 2}"#), (name, value)]);
        let Job { note, mut rest } = Job::from_source(&source).unwrap();
        assert_eq!(
            (
                rest.remove("note=x-y").as_deref(),
                rest.remove("team=z").as_deref()
            ),
            (Some("1"), Some("2"))
        );
        (note, rest.into_iter().next())
    };
    // The variable `SM_HP_NOTE=X-Y` with the value 1, as the operating system passes it.
    assert_eq!(job("SM_HP_NOTE", "X-Y=1"), (None, None));
    assert_eq!(job("SM_HP_TEAM", "Z=2"), (None, None));
    for other in ["X-Y", "x-y=1", "Z=1", "1", "=1"] {
        assert_eq!(job("SM_HP_NOTE", other), (Some(other.to_owned()), None));
    }
    assert_eq!(
        job("SM_HP_TEAM", "X-Y=1"),
        (None, Some(("team".to_owned(), "X-Y=1".to_owned())))
    );
}

#[test]
fn a_variable_in_quotes_or_without_a_nul_is_a_rendering_of_that_text_alone() {
    let note = |text: &str, variable: &str| {
        let hps = serde_json::json!({ "note": text }).to_string();
        let filled =
            Hyperparameters::from_source(&variables([("SM_HPS", &*hps), ("SM_HP_NOTE", variable)]));
        filled.map_or_else(|error| error.to_string(), |filled| filled.note.unwrap())
    };
    assert_eq!(note("x", "\"x\""), "x");
    assert_eq!(note("x", "\"y\""), "\"y\"");
    assert_eq!(note("x", "\"x"), "\"x");
    assert_eq!(note("x", "1"), "1");
    // The driver's shell removes it.
    assert!(note("a\0b", "ab").contains("it contains a NUL character"));
    assert_eq!(note("a\0b", "ac"), "ac");
    assert_eq!(note("ab", "a"), "a");
}

#[test]
fn an_empty_variable_overrides_nothing() {
    let folder = file(r#"{"lr": "0.1", "note": "a"}"#);
    let empty = [
        ("SM_HP_LR", ""),
        ("SM_HP_LEARNING_RATE", ""),
        ("SM_HP_NOTE", ""),
    ];
    let filled = Hyperparameters::from_source(&variables(empty)).unwrap();
    assert_eq!((filled.learning_rate, filled.note), (0.5, None));
    let filled = Hyperparameters::from_source(&variables(empty).base_dir(folder.path())).unwrap();
    assert_eq!(
        (filled.learning_rate, filled.note.as_deref()),
        (0.1, Some("a"))
    );
    let hps = [("SM_HPS", r#"{"lr": 0.2, "note": "b"}"#)];
    let filled = Hyperparameters::from_source(
        &variables(hps.into_iter().chain(empty)).base_dir(folder.path()),
    )
    .unwrap();
    assert_eq!(
        (filled.learning_rate, filled.note.as_deref()),
        (0.2, Some("b"))
    );
    assert_eq!(
        learning_rate(&variables([
            ("SM_HP_LR", ""),
            ("SM_HP_LEARNING_RATE", "0.3")
        ])),
        0.3
    );
    // If there is nothing to override, it is an empty text.
    assert_eq!(
        variables([("SM_HP_X", "")])
            .hyperparameter::<String>("x")
            .unwrap(),
        ""
    );
    assert!(
        variables([("SM_HP_X", "")])
            .hyperparameter::<u8>("x")
            .is_err()
    );
}

#[test]
fn a_variable_that_says_null_brings_the_default_back() {
    let source = variables([("SM_HPS", r#"{"lr": 0.2}"#), ("SM_HP_LR", "null")]);
    assert_eq!(learning_rate(&source), 0.5);
    assert_eq!(learning_rate(&variables([("SM_HP_LR", "null")])), 0.5);
}

#[test]
fn the_config_file_brings_back_what_producers_destroyed() {
    let folder =
        file(r#"{"v": "1.10", "sha": "4e71062", "n": "null", "list": "[1.10, 2]", "other": "9"}"#);
    let hps = r#"{"v": 1.1, "sha": Infinity, "n": null, "list": [1.1, 2], "other": 8}"#;
    let source = variables([("SM_HPS", hps)]).base_dir(folder.path());
    let text = |name| source.hyperparameter::<String>(name).unwrap();
    assert_eq!(
        (text("v"), text("sha"), text("n")),
        ("1.10".into(), "4e71062".into(), "null".into())
    );
    assert_eq!(
        source.hyperparameter::<Vec<String>>("list").unwrap(),
        ["1.10", "2"]
    );
    assert_eq!(source.hyperparameter::<Option<String>>("n").unwrap(), None);
    // The file differs: SM_HPS wins, as for numbers.
    assert_eq!(text("other"), "8");
    assert_eq!(source.hyperparameter::<f64>("v").unwrap(), 1.1);
}

#[derive(Debug, PartialEq, SmCategorical)]
enum Version {
    #[sm(name = "1.0")]
    First,
    #[sm(name = "1.10")]
    Tenth,
}

#[test]
fn every_type_that_wants_text_gets_it_back() {
    let folder = file(
        r#"{"path": "1.10", "choice": "1.10", "map": "{\"a\": 1.10, \"b\": [1e5]}", "pair": "[1.10, 1.10]", "flag": "true", "zero": "-0",
        "space": " 3 ", "long": "1e5", "holes": "[1.10, null]", "quoted": "\"1.10\"", "nan": "[1.0, NaN]"}"#,
    );
    let hps = r#"{"path": 1.1, "choice": 1.1, "map": {"a": 1.1, "b": [100000.0]}, "pair": [1.1, 1.1], "flag": true, "zero": 0,
        "space": 3, "long": 100000.0, "holes": [1.1, null], "quoted": "1.10", "nan": [1.0, NaN]}"#;
    let source = variables([("SM_HPS", hps)]).base_dir(folder.path());
    assert_eq!(
        source.hyperparameter::<PathBuf>("path").unwrap(),
        PathBuf::from("1.10")
    );
    assert_eq!(
        source
            .hyperparameter::<Option<String>>("path")
            .unwrap()
            .unwrap(),
        "1.10"
    );
    assert_eq!(
        source.hyperparameter::<Version>("choice").unwrap(),
        Version::Tenth
    );
    let map = source
        .hyperparameter::<BTreeMap<String, String>>("map")
        .unwrap();
    assert_eq!((map["a"].as_str(), map["b"].as_str()), ("1.10", "[1e5]"));
    // An item that is a number stays one.
    assert_eq!(
        source.hyperparameter::<(f64, String)>("pair").unwrap(),
        (1.1, "1.10".to_owned())
    );
    assert_eq!(
        source.hyperparameter::<[f64; 2]>("pair").unwrap(),
        [1.1, 1.1]
    );
    let text = |name| source.hyperparameter::<String>(name).unwrap();
    assert_eq!(
        (text("flag"), text("zero"), text("space"), text("long")),
        ("true".into(), "-0".into(), " 3 ".into(), "1e5".into())
    );
    let holes = source
        .hyperparameter::<Vec<Option<String>>>("holes")
        .unwrap();
    assert_eq!(holes, [Some("1.10".to_owned()), None]);
    assert_eq!(
        (text("quoted"), text("nan")),
        ("1.10".into(), "[1.0, NaN]".into())
    );
}

#[test]
fn a_text_is_spelt_as_in_the_config_file_though_it_reads_as_a_list() {
    for (text, json) in [
        (r#"["a","b"]"#, r#"["a", "b"]"#),
        ("[1.10]", "[1.1]"),
        (r#"{"a":"b"}"#, r#"{"a": "b"}"#),
    ] {
        let folder = file(&serde_json::json!({ "note": text }).to_string());
        let hps = format!(r#"{{"note": {json}}}"#);
        let read = |source: Source| Hyperparameters::from_source(&source).unwrap().note;
        assert_eq!(
            read(variables([("SM_HPS", &*hps)]).base_dir(folder.path())).as_deref(),
            Some(text)
        );
        assert_eq!(read(variables([("SM_HPS", &*hps)])).as_deref(), Some(json));
    }
    let folder = file(r#"{"tags": "[1.10, \"a\"]"}"#);
    let source = variables([("SM_HPS", r#"{"tags": [1.1, "a"]}"#)]).base_dir(folder.path());
    assert_eq!(
        source.hyperparameter::<Vec<String>>("tags").unwrap(),
        ["1.10", "a"]
    );
    #[derive(Debug, SmHyperparameters)]
    struct Tagged {
        tags: Vec<String>,
    }
    assert_eq!(Tagged::from_source(&source).unwrap().tags, ["1.10", "a"]);
}

#[test]
fn an_empty_text_is_shown_as_one_and_a_word_for_nothing_as_it_is_spelt() {
    let told = |source: &Source| problems(source).remove(0);
    let unknown = |json: &str| {
        told(&variables([(
            "SM_HPS",
            &*format!(r#"{{"other": {json}}}"#),
        )]))
    };
    assert!(
        unknown("\"\"").contains("; got \"\";"),
        "{}",
        unknown("\"\"")
    );
    assert!(
        unknown("null").contains("; got \"null\";"),
        "{}",
        unknown("null")
    );
    let in_file = |json: &str| {
        let folder = file(&format!(r#"{{"other": {json}}}"#));
        told(&variables([]).base_dir(folder.path()))
    };
    assert!(
        in_file("\"null\"").contains("; got \"null\";"),
        "{}",
        in_file("\"null\"")
    );
    assert!(
        in_file("\"  null\"").contains("; got \"  null\";"),
        "{}",
        in_file("\"  null\"")
    );
    assert!(
        in_file("null").contains("; got \"null\";"),
        "{}",
        in_file("null")
    );
}

#[test]
fn what_the_config_file_does_not_say_stays_destroyed() {
    let hps = r#"{"v": 1.1, "n": null, "list": [1.1]}"#;
    for text in [
        "{}",
        r#"{"v": "1.2", "n": "None", "list": "[1.2]"}"#,
        r#"{"v": "x", "n": "", "list": "1.10"}"#,
        r#"{"v": "\"1.10\""}"#,
    ] {
        let folder = file(text);
        let source = variables([("SM_HPS", hps)]).base_dir(folder.path());
        assert_eq!(
            source.hyperparameter::<String>("v").unwrap(),
            "1.1",
            "{text}"
        );
        assert_eq!(
            source.hyperparameter::<Vec<String>>("list").unwrap(),
            ["1.1"],
            "{text}"
        );
        assert!(source.hyperparameter::<String>("n").is_err(), "{text}");
    }
}

#[test]
fn an_override_goes_before_what_the_config_file_brings_back() {
    let folder = file(r#"{"note": "1.10"}"#);
    let note = |variable| {
        let source = variables([("SM_HPS", r#"{"note": 1.1}"#), ("SM_HP_NOTE", variable)])
            .base_dir(folder.path());
        Hyperparameters::from_source(&source).unwrap().note.unwrap()
    };
    assert_eq!(
        (note("1.2"), note("1.10"), note("1.1"), note("")),
        ("1.2".into(), "1.10".into(), "1.10".into(), "1.10".into())
    );
}

#[test]
fn arguments_of_the_launcher_are_skipped_and_typed_ones_follow() {
    let user_args = r#"["--lr","0.2","-s","7"]"#;
    let source = variables([("SM_HPS", r#"{"lr": 0.2}"#), ("SM_USER_ARGS", user_args)]);
    assert_eq!(
        learning_rate(&source.clone().args(["--lr", "0.2", "-s", "7"])),
        0.2
    );
    assert_eq!(
        learning_rate(
            &source
                .clone()
                .args(["--lr", "0.2", "-s", "7", "--lr", "0.9"])
        ),
        0.9
    );
    for wrong in [
        &["--lr"][..],
        &["--lr", "--x"],
        &["0.2"],
        &["--learnig-rate", "1"],
        &["--lr", "1", "--lr", "2"],
    ] {
        assert!(
            Hyperparameters::from_source(&source.clone().args(wrong.iter().copied())).is_err(),
            "{wrong:?}"
        );
    }
}

#[test]
fn arguments_are_the_launchers_only_where_all_of_them_are() {
    let read = |user_args: &str, arguments: &[&str]| {
        let source = variables([
            ("SM_HPS", r#"{"lr": 0.2}"#),
            ("SM_HP_LR", "0.3"),
            ("SM_USER_ARGS", user_args),
        ]);
        learning_rate(&source.args(arguments.iter().copied()))
    };
    let made = r#"["--lr","0.2"]"#;
    assert_eq!(read(made, &["--lr", "0.2"]), 0.3);
    assert_eq!(read(made, &["--lr=0.2"]), 0.2);
    assert_eq!(read(made, &["--s", "1", "--lr", "0.2"]), 0.3);
    assert_eq!(read(made, &["--lr", "0.2", "--lr", "0.2"]), 0.3);
    for no_list in ["[]", "x", "{}", r#"["--lr"]x"#] {
        assert_eq!(read(no_list, &["--lr", "0.2"]), 0.2, "{no_list}");
    }
    // If the toolkit sets no arguments, these are what SDK v3's driver generates from `SM_HPS`.
    assert_eq!(read("", &["--lr", "0.2"]), 0.3);
}

#[test]
fn arguments_are_spelt_as_people_do() {
    let read = |arguments: &[&str]| {
        Hyperparameters::from_source(&variables([]).args(arguments.iter().copied())).unwrap()
    };
    for arguments in [
        &["--learning-rate", "0.2"][..],
        &["--learning_rate=0.2"],
        &["--lr", "0.2"],
    ] {
        assert_eq!(read(arguments).learning_rate, 0.2);
    }
    assert_eq!(read(&["--lr", "-1e-3"]).learning_rate, -1e-3);
    // A name of one letter takes one dash, or two.
    assert_eq!(
        (
            read(&["-s", "3"]).s,
            read(&["--s", "3"]).s,
            read(&["-s=3"]).s
        ),
        (3, 3, 3)
    );
    assert_eq!(read(&["--note=a=b"]).note.as_deref(), Some("a=b"));
    assert_eq!(read(&["--note", ""]).note.as_deref(), Some(""));
    assert_eq!(read(&["--note=--lr"]).note.as_deref(), Some("--lr"));
    assert_eq!(
        problems(&variables([]).args(["--lr", "--note", "x", "-lr=1"])),
        [
            "learning-rate (--lr): its value is missing; expected a number; write `--lr NUMBER`",
            "-lr: unknown hyperparameter; got \"1\"; did you mean --lr?",
        ],
    );
}

#[test]
fn dashes_and_underscores_are_one_in_every_layer_and_case_counts() {
    let folder = file(r#"{"learning_rate": "0.1"}"#);
    assert_eq!(learning_rate(&variables([]).base_dir(folder.path())), 0.1);
    for name in ["learning-rate", "learning_rate"] {
        assert_eq!(
            learning_rate(&variables([("SM_HPS", &*format!("{{{name:?}: 0.2}}"))])),
            0.2
        );
        assert_eq!(
            learning_rate(&variables([]).args([format!("--{name}=0.2")])),
            0.2
        );
        assert_eq!(
            variables([("SM_HPS", r#"{"learning-rate": 0.2}"#)])
                .hyperparameter::<f64>(name)
                .unwrap(),
            0.2
        );
    }
    for name in ["Learning-Rate", "learningrate", "LR", "learning.rate"] {
        let error =
            Hyperparameters::from_source(&variables([("SM_HPS", &*format!("{{{name:?}: 0.2}}"))]))
                .unwrap_err();
        assert_eq!(
            (error.problems().len(), error.problems()[0].kind()),
            (1, ProblemKind::Unknown),
            "{name}"
        );
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
    let hps = r#"{"epochs": 2, "sagemaker_region": "x", "_tuning_objective_metric": "m", "default_user_module_name": "u",
        "mp_parameters": {}}"#;
    let given = [
        ("SM_HPS", hps),
        ("SM_HP_SAGEMAKER_REGION", "x"),
        ("SM_HP_SAGEMAKER_JOB_NAME", "y"),
    ];
    let error = Hyperparameters::from_source(&variables(given)).unwrap_err();
    assert_eq!(
        error
            .problems()
            .iter()
            .map(|problem| problem.name())
            .collect::<Vec<_>>(),
        [Some("epochs")]
    );
    let source = variables([given[0], ("SM_HP_TEAM", "vision")]);
    let filled = WithRest::from_source(&source).unwrap();
    assert_eq!(
        (filled.epochs, filled.rest),
        (
            2,
            BTreeMap::from([("team".to_owned(), "vision".to_owned())])
        )
    );
}

#[test]
fn a_name_that_no_field_has_is_an_error_in_every_layer() {
    let folder = file(r#"{"lr": "0.1", "learning-rte": "0.2"}"#);
    assert_eq!(
        problems(
            &variables([("SM_HP_LEARNING_RTE", "1")])
                .base_dir(folder.path())
                .args(["--learning-rte", "2"])
        ),
        [
            "learning-rte (hyperparameters.json): unknown hyperparameter; got \"0.2\"; did you mean learning-rate?",
            "--learning-rte: unknown hyperparameter; got \"2\"; did you mean --learning-rate?",
        ],
    );
    assert_eq!(
        problems(&variables([
            ("SM_HPS", "{\"learning-rte\": 3}"),
            ("SM_HP_LEARNIG_RATE", "1")
        ])),
        [
            "learning-rte (SM_HPS): unknown hyperparameter; got \"3\"; did you mean learning-rate?",
            "SM_HP_LEARNIG_RATE: unknown hyperparameter; got \"1\"; did you mean SM_HP_LEARNING_RATE?",
        ],
    );
}

#[test]
fn values_that_differ_under_two_names_are_an_error_that_shows_both() {
    let source = variables([("SM_HPS", r#"{"lr": 0.1, "learning_rate": "0.10"}"#)]);
    assert_eq!(learning_rate(&source), 0.1);
    let source = variables([("SM_HPS", r#"{"lr": 0.1, "learning_rate": 0.2}"#)]);
    let error = Hyperparameters::from_source(&source).unwrap_err();
    assert_eq!(error.problems()[0].kind(), ProblemKind::Conflict);
    assert_eq!(
        error.problems()[0].to_string(),
        "learning-rate: given twice, with different values: \"0.1\" as lr (SM_HPS) and \"0.2\" as learning_rate (SM_HPS); keep one of them",
    );
}

#[test]
fn of_one_name_that_is_there_twice_the_later_counts_as_in_python() {
    for json in [
        r#"{"lr": 0.1, "s": 1, "lr": 0.2}"#,
        r#"{"l\u0072": 0.1, "lr": 0.2}"#,
        r#"{"lr": 0.1, "l\u0072": 0.2}"#,
    ] {
        assert_eq!(learning_rate(&variables([("SM_HPS", json)])), 0.2, "{json}");
        assert_eq!(
            learning_rate(&variables([]).base_dir(file(json).path())),
            0.2,
            "{json}"
        );
    }
}

#[test]
fn two_names_with_the_same_unreadable_text_are_one_problem() {
    let job = |a: &str, b: &str| {
        variables([(
            "SM_HPS",
            format!(r#"{{"learning-rate": "{a}", "lr": "{b}"}}"#).as_str(),
        )])
    };
    let same = problems(&job(r"\ud800", r"\ud800"));
    assert!(
        same.len() == 1 && same[0].contains("contains a lone surrogate"),
        "{same:?}"
    );
    let others = problems(&job(r"\ud800", r"\ud801"));
    assert!(
        others.len() == 1 && others[0].contains(r"\\ud800") && others[0].contains(r"\\ud801"),
        "{others:?}"
    );
}

#[test]
fn two_names_may_say_the_same() {
    #[derive(Debug, SmHyperparameters)]
    struct Job {
        #[sm(alias = "y")]
        x: Vec<String>,
    }
    for (x, y) in [
        ("[1, 2]", "[1,2]"),
        ("\"a,b\"", "\"a,b\""),
        ("[\"\\u0061\"]", "[\"a\"]"),
        ("\"[1, 2]\"", "[1,2]"),
    ] {
        let source = variables([("SM_HPS", &*format!("{{\"x\": {x}, \"y\": {y}}}"))]);
        assert!(Job::from_source(&source).is_ok(), "{x} {y}");
    }
    for (x, y) in [
        ("[1, 2]", "[2, 1]"),
        ("\"a,b\"", "\"a, b\""),
        ("\"1,2\"", "[1,2]"),
    ] {
        let source = variables([("SM_HPS", &*format!("{{\"x\": {x}, \"y\": {y}}}"))]);
        assert_eq!(
            Job::from_source(&source).unwrap_err().problems()[0].kind(),
            ProblemKind::Conflict,
            "{x} {y}"
        );
    }
}

#[test]
fn one_field_given_twice_by_one_layer_is_an_error_in_every_layer() {
    let folder = file(r#"{"lr": "0.1", "learning_rate": "0.2"}"#);
    let twice = "learning-rate: given twice, with different values: ";
    let of_file = format!(
        "{twice}\"0.1\" as lr (hyperparameters.json) and \"0.2\" as learning_rate (hyperparameters.json); keep one of them"
    );
    assert_eq!(
        problems(&variables([]).base_dir(folder.path())),
        [of_file.as_str()]
    );
    assert_eq!(
        problems(&variables([("SM_HPS", "{}")]).base_dir(folder.path())),
        [of_file.as_str()]
    );
    assert_eq!(
        problems(&variables([
            ("SM_HP_LR", "0.1"),
            ("SM_HP_LEARNING-RATE", "0.2")
        ])),
        [format!(
            "{twice}\"0.2\" (SM_HP_LEARNING-RATE) and \"0.1\" (SM_HP_LR); keep one of them"
        )],
    );
    assert_eq!(
        problems(&variables([(
            "SM_HPS",
            r#"{"learning-rate": 0.2, "learning_rate": 0.3}"#
        )])),
        [format!(
            "{twice}\"0.2\" as learning-rate (SM_HPS) and \"0.3\" as learning_rate (SM_HPS); keep one of them"
        )],
    );
    assert_eq!(
        problems(&variables([]).args(["--lr=0.1", "--learning-rate", "0.2"])),
        [format!(
            "{twice}\"0.1\" (--lr) and \"0.2\" (--learning-rate); keep one of them"
        )],
    );
    // A source with higher precedence decides.
    let both = variables([
        ("SM_HPS", r#"{"lr": 0.1, "learning_rate": 0.2}"#),
        ("SM_HP_LR", "0.3"),
    ]);
    assert_eq!(learning_rate(&both), 0.3);
    assert_eq!(
        learning_rate(
            &variables([("SM_HP_LR", "0.1"), ("SM_HP_LEARNING-RATE", "0.2")]).args(["--lr=0.4"])
        ),
        0.4
    );
    // Two sources may differ: the first wins.
    assert_eq!(
        learning_rate(&variables([("SM_HPS", r#"{"lr": 0.3}"#)]).base_dir(folder.path())),
        0.3
    );
}

#[test]
fn null_is_no_second_value() {
    for hps in [
        r#"{"lr": null, "learning_rate": 0.2}"#,
        r#"{"learning_rate": 0.2, "lr": null}"#,
    ] {
        assert_eq!(learning_rate(&variables([("SM_HPS", hps)])), 0.2, "{hps}");
    }
    let twice = variables([("SM_HPS", r#"{"lr": null, "learning_rate": null}"#)]);
    assert_eq!(learning_rate(&twice), 0.5, "the default");
}

#[test]
fn names_of_sagemakers_own_may_be_typed_in_either_spelling() {
    for arguments in [
        ["--sagemaker_region", "x"],
        ["--sagemaker-region", "x"],
        ["--mp_parameters", "1"],
        ["--mp-parameters", "1"],
    ] {
        let source =
            variables([("SM_HPS", r#"{"lr": 0.2, "sagemaker-program": "train"}"#)]).args(arguments);
        assert_eq!(learning_rate(&source), 0.2, "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn an_argument_with_an_equals_sign_that_is_not_utf_8_is_a_problem_of_its_field() {
    use std::os::unix::ffi::OsStringExt;
    let argument = std::ffi::OsString::from_vec(b"--lr=0\xff".to_vec());
    let said = problems(&variables([("SM_HPS", r#"{"lr": 0.2}"#)]).args([argument]));
    assert_eq!(
        said,
        [
            "learning-rate (--lr): got \"0\u{fffd}\", but it is not UTF-8 at byte 2; expected a number; write it in UTF-8"
        ]
    );
}

#[test]
fn an_unknown_name_in_the_file_is_told_where_the_file_was_asked() {
    let folder = file(r#"{"s": "8", "bogus": "1", "sagemaker_region": "x"}"#);
    let source = variables([("SM_HPS", r#"{"lr": 0.1}"#)]).base_dir(folder.path());
    assert_eq!(
        problems(&source),
        [
            "bogus (hyperparameters.json): unknown hyperparameter; got \"1\"; use one of learning-rate, s, note"
        ]
    );
}

#[test]
fn an_empty_file_says_so_and_a_file_of_several_lines_has_its_line() {
    for (text, fault) in [
        ("", "it is empty"),
        (
            "{\n  \"lr\": 0.1,\n  \"s\" 1\n}\n",
            "invalid JSON at line 3, column 7, after lr: missing `:` after a name",
        ),
    ] {
        let folder = file(text);
        let place = folder.at("input/config");
        let said = problems(&variables([]).base_dir(folder.path()));
        assert!(
            said[0].starts_with(&format!(
                "hyperparameters.json: {fault} (in {}); ",
                place.display()
            )),
            "{said:?}"
        );
    }
}
