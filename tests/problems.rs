//! All problems at once, one per line, each with what is wrong, where it came from and what would
//! be right, and without any secret.

use std::collections::BTreeMap;

use smenv::{Origin, ProblemKind, SmCategorical, SmHyperparameters, Source};

#[derive(Debug, SmHyperparameters)]
#[sm(rename_all = "kebab-case")]
struct Hyperparameters {
    #[sm(range = 1..=4096)]
    batch_size: u32,
    #[sm(alias = "lr", range = 1e-6..1.0)]
    learning_rate: f64,
    optimizer: Optimizer,
    #[sm(validate = even)]
    layers: Option<u8>,
    #[sm(secret, validate = never, alias = "password")]
    api_key: Option<String>,
    #[sm(secret)]
    pin: Option<u16>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, SmCategorical)]
enum Optimizer {
    Adam,
    Sgd,
}

fn even(value: &u8) -> Result<(), String> {
    if value % 2 == 0 {
        Ok(())
    } else {
        Err(format!("{value} is odd"))
    }
}

fn never(key: &str) -> Result<(), String> {
    Err(format!("{key} is no key"))
}

fn lines(variables: &[(&str, &str)]) -> Vec<String> {
    let error =
        Hyperparameters::from_source(&Source::from_vars(variables.iter().copied())).unwrap_err();
    assert_eq!(format!("{error:?}"), error.to_string());
    error.to_string().lines().map(str::to_owned).collect()
}

/// The message in the README is that of the struct in the README.
#[test]
fn the_readme_shows_what_its_program_ends_with() {
    #[derive(Debug, SmHyperparameters)]
    #[sm(rename_all = "kebab-case")]
    struct OfReadme {
        #[sm(default = 64, range = 1..=4096)]
        batch_size: u32,
        #[sm(alias = "lr", range = 1e-6..=1.0, tunable, scale = "log")]
        learning_rate: f64,
        optimizer: Optimizer,
    }

    let hps = r#"{"batch-size": "5000", "optimizer": "adm", "learnig-rate": "0.1"}"#;
    let error = OfReadme::from_source(&Source::from_vars([("SM_HPS", hps)])).unwrap_err();
    let shown = format!("```text\nError: {error:?}\n```");
    assert!(include_str!("../README.md").contains(&shown), "{shown}");
}

#[test]
fn all_problems_come_at_once_in_the_order_of_the_fields() {
    let hps =
        r#"{"batch_size": 5000, "optimizer": "adm", "layers": "3", "learnig-rate": 0.1, "x": [1]}"#;
    assert_eq!(
        lines(&[("SM_HPS", hps), ("SM_HP_LAYRES", "2")]),
        [
            "6 problems in the settings of this job:",
            "- batch-size (SM_HPS): got \"5000\"; expected an integer from 1 to 4096",
            "- optimizer (SM_HPS): got \"adm\"; expected one of adam, sgd; did you mean adam?",
            "- layers (SM_HPS): got \"3\", but 3 is odd",
            "- learnig-rate (SM_HPS): unknown hyperparameter; got \"0.1\"; did you mean learning-rate?",
            "- x (SM_HPS): unknown hyperparameter; got \"[1]\"; use one of batch-size, learning-rate, optimizer, layers, api-key, pin",
            "- SM_HP_LAYRES: unknown hyperparameter; got \"2\"; did you mean SM_HP_LAYERS?",
        ],
    );
}

#[test]
fn kinds_and_parts_are_for_code() {
    let source = Source::from_vars([(
        "SM_HPS",
        r#"{"batch-size": 0, "lr": NaN, "optimizer": null}"#,
    )]);
    let error = Hyperparameters::from_source(&source).unwrap_err();
    let kinds: Vec<_> = error
        .problems()
        .iter()
        .map(|problem| (problem.name().unwrap(), problem.kind()))
        .collect();
    let expected = [
        ("batch-size", ProblemKind::OutOfRange),
        ("learning-rate", ProblemKind::OutOfRange),
        ("optimizer", ProblemKind::Missing),
    ];
    assert_eq!(kinds, expected);
    assert_eq!(
        error.problems()[0].origin(),
        Some(&Origin::Variable("SM_HPS".to_owned()))
    );
    assert_eq!(error.problems()[0].given(), Some("0"));
    assert_eq!(
        error.problems()[0].expected(),
        Some("an integer from 1 to 4096")
    );
}

#[test]
fn long_values_are_cut_at_80_characters() {
    let long = "é".repeat(200);
    let lines = lines(&[(
        "SM_HPS",
        &format!(r#"{{"batch-size": "{long}", "lr": 0.1, "optimizer": "sgd"}}"#),
    )]);
    assert_eq!(
        lines[1],
        format!(
            "- batch-size (SM_HPS): got \"{}\"…; expected an integer from 1 to 4096",
            "é".repeat(80)
        )
    );
}

#[test]
fn a_broken_source_is_one_problem_and_what_stands_before_the_fault_still_reads() {
    assert_eq!(
        lines(&[("SM_HPS", r#"{"batch-size": 0, "lr": 0.1"#)]),
        [
            "2 problems in the settings of this job:",
            "- SM_HPS: invalid JSON at line 1, column 28, after lr: the text ends too early (cut off?); expected `,` or `}`; write \
             the rest of it, up to the closing `}`",
            "- batch-size (SM_HPS): got \"0\"; expected an integer from 1 to 4096",
        ],
    );
}

#[cfg(unix)]
#[test]
fn what_is_not_utf_8_is_a_problem_of_its_variable() {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;
    let hps = OsString::from(r#"{"batch-size": 1, "lr": 0.1, "optimizer": "sgd"}"#);
    let variables = [
        ("SM_HPS", hps),
        ("SM_HP_LR", OsString::from_vec(vec![b'0', 0xFF])),
    ];
    let error = Hyperparameters::from_source(&Source::from_vars(variables)).unwrap_err();
    assert_eq!(error.problems().len(), 1, "{error}");
    assert_eq!(error.problems()[0].kind(), ProblemKind::NotUnicode);
    assert_eq!(
        error.problems()[0].to_string(),
        "learning-rate (SM_HP_LR): got \"0\u{fffd}\", but it is not UTF-8 at byte 2; expected a number of at least 1e-6 and less than 1.0; \
         write it in UTF-8"
    );
}

#[test]
fn no_secret_is_shown() {
    let sound = r#""batch-size": 1, "lr": 0.1, "optimizer": "sgd""#;
    for hps in [
        r#""api-key": "hunter2""#,
        r#""api-key": "hunter2", "api_key": "hunter3""#,
        r#""api-key": "hunter2", "password": "hunter3""#,
        r#""pin": "hunter2""#,
        r#""pin": "hunter2\ud800""#,
        r#""api-kei": "hunter2""#,
        r#""wandb_token": "hunter2""#,
    ] {
        let lines = lines(&[("SM_HPS", &format!("{{{sound}, {hps}}}"))]).join("\n");
        assert!(
            !lines.contains("hunter") && lines.contains("problem"),
            "{lines}"
        );
    }
    let source = Source::from_vars([("SM_HPS", format!("{{{sound}}}"))]).args([
        "--api-key",
        "hunter2",
        "--pasword=hunter2",
    ]);
    let error = Hyperparameters::from_source(&source)
        .unwrap_err()
        .to_string();
    assert!(!error.contains("hunter"), "{error}");
}

#[test]
fn the_table_of_a_filled_struct_masks_secrets() {
    #[derive(SmHyperparameters)]
    struct Job {
        #[sm(secret)]
        key: String,
        #[sm(default = 3)]
        epochs: u8,
        seed: Option<u64>,
        #[sm(rest)]
        rest: BTreeMap<String, String>,
    }
    let source = Source::from_vars([(
        "SM_HPS",
        r#"{"key": "hunter2", "hf_token": "hunter3", "team": "1.10"}"#,
    )]);
    let filled = Job::from_source(&source).unwrap();
    assert_eq!(
        (
            filled.key.as_str(),
            filled.epochs,
            filled.seed,
            filled.rest.len()
        ),
        ("hunter2", 3, None, 2)
    );
    let table = "\
hyperparameter  value   from
key             ******  SM_HPS
epochs          3       default
seed            -       not given
hf_token        ******  SM_HPS
team            1.10    SM_HPS";
    assert_eq!(filled.explain(&source).to_string(), table);
    assert_eq!(filled.to_hyperparameters()["team"], "\"1.10\"");
}

#[test]
fn a_problem_is_one_line_whatever_is_in_it() {
    fn talks(_: &u8) -> Result<(), String> {
        Err("first\nsecond\r\n\tthird".to_owned())
    }
    #[derive(Debug, SmHyperparameters)]
    struct Job {
        #[sm(validate = talks)]
        x: u8,
    }
    let source = Source::from_vars([("SM_HPS", r#"{"x": 1, "a\nb": 2}"#), ("SM_HP_C\nD", "3")]);
    let error = Job::from_source(&source).unwrap_err();
    assert_eq!(
        error.to_string().lines().collect::<Vec<_>>(),
        [
            "3 problems in the settings of this job:",
            "- x (SM_HPS): got \"1\", but first second third",
            "- \"a\\nb\" (SM_HPS): unknown hyperparameter; got \"2\"; use x",
            "- \"SM_HP_C\\nD\": unknown hyperparameter; got \"3\"",
        ],
    );
}

#[test]
fn a_row_of_the_table_is_one_line_whatever_is_in_it() {
    #[derive(Debug, SmHyperparameters)]
    struct Job {
        #[sm(rest)]
        rest: BTreeMap<String, String>,
    }
    let source = Source::from_vars([("SM_HPS", r#"{"a\nb": "c\nd"}"#), ("SM_HP_E\nF", "g")]);
    let table = Job::from_source(&source)
        .unwrap()
        .explain(&source)
        .to_string();
    assert_eq!(table.lines().count(), 3, "{table}");
}

#[test]
fn a_rule_of_a_flattened_struct_says_where_it_is() {
    #[derive(Debug, SmHyperparameters)]
    struct Job {
        #[sm(flatten, prefix = "eval-")]
        eval: Eval,
    }
    #[derive(Debug, SmHyperparameters)]
    #[sm(validate = fits)]
    struct Eval {
        steps: u32,
    }
    fn fits(eval: &Eval) -> Result<(), String> {
        Err(format!("{} steps are too many", eval.steps))
    }
    let error =
        Job::from_source(&Source::from_vars([("SM_HPS", r#"{"eval-steps": 9}"#)])).unwrap_err();
    assert_eq!(
        error.problems()[0].to_string(),
        "eval-*: 9 steps are too many"
    );
}

#[test]
fn what_stands_among_the_arguments_without_dashes_is_told() {
    let source = Source::from_vars([("SM_HPS", r#"{"pin": 1}"#)]).args(["32", "--pin", "2"]);
    let error = Source::hyperparameter::<u8>(&source, "pin").unwrap_err();
    assert_eq!(
        error.problems()[0].to_string(),
        "arguments: got \"32\", but it does not follow a name; put its name before it, or remove it"
    );
}

#[test]
fn what_is_json_but_no_object_is_told() {
    let expected = r#"expected a JSON object; write names and values such as `{"epochs": "10"}`"#;
    assert_eq!(
        lines(&[("SM_HPS", "[1]")])[1],
        format!("- SM_HPS: it is a JSON list; {expected}")
    );
}

#[test]
fn a_key_that_is_none_says_what_keys_are() {
    #[derive(Debug, SmHyperparameters)]
    struct Job {
        weights: BTreeMap<u8, f64>,
        #[sm(rest)]
        rest: BTreeMap<Optimizer, u8>,
    }
    let error = Job::from_source(&Source::from_vars([(
        "SM_HPS",
        r#"{"weights": {"a": 1}, "sdg": 1}"#,
    )]))
    .unwrap_err();
    let lines: Vec<String> = error.problems().iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        [
            "weights (SM_HPS): got \"{\\\"a\\\": 1}\", but the key \"a\" is not an integer from 0 to 255; expected a map, each value a number",
            "sdg (SM_HPS): invalid map key; expected one of adam, sgd; did you mean sgd?",
        ],
    );
}

#[test]
fn a_value_that_the_program_set_comes_from_nowhere() {
    #[derive(Debug, SmHyperparameters)]
    struct Job {
        #[sm(default = 3)]
        epochs: u32,
        name: String,
        #[sm(default)]
        note: Option<u8>,
    }
    let source = Source::from_vars([("SM_HPS", r#"{"name": " a "}"#)]);
    let mut job = Job::from_source(&source).unwrap();
    let table = "\
hyperparameter  value  from
epochs          3      default
name            \" a \"  SM_HPS
note            -      default";
    assert_eq!(job.explain(&source).to_string(), table);
    assert_eq!(job.explain(&source).rows()[2].value, None);
    (job.epochs, job.name) = (9, String::new());
    let table = "\
hyperparameter  value  from
epochs          9      set by the program
name            \"\"     set by the program
note            -      default";
    assert_eq!(job.explain(&source).to_string(), table);
}

#[test]
fn null_makes_no_entry_in_the_rest() {
    #[derive(Debug, SmHyperparameters)]
    struct Job {
        #[sm(rest)]
        rest: BTreeMap<String, String>,
    }
    let job =
        Job::from_source(&Source::from_vars([("SM_HPS", r#"{"a": null, "b": "x"}"#)])).unwrap();
    assert_eq!(job.rest, BTreeMap::from([("b".to_owned(), "x".to_owned())]));
}

#[test]
fn a_rule_without_words_is_no_half_sentence() {
    fn no(_: &u8) -> Result<(), &'static str> {
        Err("")
    }
    #[derive(Debug, SmHyperparameters)]
    struct Job {
        #[sm(validate = no)]
        x: u8,
    }
    let error = Job::from_source(&Source::from_vars([("SM_HPS", r#"{"x": 1}"#)])).unwrap_err();
    assert_eq!(error.problems()[0].to_string(), "x (SM_HPS): got \"1\"");
}

#[test]
fn a_number_beyond_a_large_type_says_where_the_type_ends() {
    #[derive(Debug, SmHyperparameters)]
    struct Job {
        steps: i64,
        #[sm(range = 1..)]
        workers: u8,
    }
    let error = Job::from_source(&Source::from_vars([(
        "SM_HPS",
        r#"{"steps": 9223372036854775808, "workers": 300}"#,
    )]));
    let error = error.unwrap_err();
    assert_eq!(
        error
            .problems()
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        [
            "steps (SM_HPS): got \"9223372036854775808\", but it is out of the type's range, which ends at 9223372036854775807; \
             expected an integer",
            "workers (SM_HPS): got \"300\"; expected an integer from 1 to 255",
        ],
    );
}

#[test]
fn a_name_and_its_value_in_one_argument_are_told_apart() {
    let source = Source::from_vars([("SM_HPS", r#"{"pin": 1}"#)]).args(["--pin 2"]);
    let error = Source::hyperparameter::<u8>(&source, "pin").unwrap_err();
    assert_eq!(
        error.problems()[0].to_string(),
        "arguments: got \"--pin 2\", but it is one argument; write `--name=value`, or pass the name and the value as two arguments",
    );
}

#[test]
fn a_part_of_a_name_has_its_whole_for_a_suggestion_and_short_words_have_none() {
    #[derive(Debug, SmHyperparameters)]
    struct Job {
        warmup_steps: Option<u8>,
        sep: Option<char>,
    }
    let source = Source::from_vars([("SM_HPS", r#"{"warmup": 1}"#)]).args(["--help"]);
    let error = Job::from_source(&source).unwrap_err();
    assert_eq!(error.problems()[0].suggestion(), Some("warmup_steps"));
    assert_eq!(
        (error.problems()[1].name(), error.problems()[1].suggestion()),
        (Some("--help"), None)
    );
}

#[test]
fn problems_are_the_same_whatever_the_order_of_the_environment() {
    let mut variables = [
        ("SM_HPS", "{}"),
        ("SM_HP_C", "1"),
        ("SM_HP_A", "2"),
        ("SM_HP_LR", "0.1"),
        ("SM_HP_LEARNING_RATE", "0.2"),
    ];
    let told = lines(&variables);
    let is_conflict =
        |line: &String| line.contains("\"0.2\" (SM_HP_LEARNING_RATE) and \"0.1\" (SM_HP_LR)");
    assert!(told.iter().any(is_conflict), "{told:#?}");
    let names: Vec<_> = told
        .iter()
        .filter_map(|line| line.strip_prefix("- SM_HP_")?.get(..1))
        .collect();
    assert_eq!(names, ["A", "C"], "{told:#?}");
    variables.reverse();
    assert_eq!(lines(&variables), told);
}

/// Problems are sorted by name, even among those that `rest` takes.
#[test]
fn wrong_values_of_the_rest_are_the_same_whatever_the_order_of_the_environment() {
    #[derive(Debug, SmHyperparameters)]
    struct Job {
        #[sm(rest)]
        others: BTreeMap<String, u8>,
    }
    let mut variables = [("SM_HP_B", "b"), ("SM_HP_A", "a")];
    let told = |variables: &[(&str, &str)]| {
        Job::from_source(&Source::from_vars(variables.iter().copied()))
            .unwrap_err()
            .to_string()
    };
    let before = told(&variables);
    variables.reverse();
    assert_eq!(told(&variables), before);
}
